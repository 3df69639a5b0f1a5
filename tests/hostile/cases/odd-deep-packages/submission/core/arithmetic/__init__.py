from . import basic as _basic
from .basic.sums import add
from .basic.differences import *

__all__ = ["add", *_basic.differences.__all__]
