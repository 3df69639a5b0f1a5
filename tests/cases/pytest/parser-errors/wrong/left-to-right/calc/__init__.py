from . import parser
