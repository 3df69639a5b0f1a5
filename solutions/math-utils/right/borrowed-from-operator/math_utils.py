from operator import add
from operator import sub as subtract
