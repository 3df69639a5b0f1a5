"""Everything about the garden."""

from garden.beds import area, plants
from garden.water import litres
