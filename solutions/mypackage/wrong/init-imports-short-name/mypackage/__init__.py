import math_utils
import string_utils
