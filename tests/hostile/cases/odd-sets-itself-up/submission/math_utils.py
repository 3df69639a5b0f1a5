import atexit
import decimal
import gc
import locale
import logging
import os
import random
import signal
import sys
import tempfile
import threading
import warnings

logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
logging.getLogger(__name__).info("not shown")
warnings.simplefilter("default")
warnings.filterwarnings("ignore", category=DeprecationWarning)
warnings.warn("this way of adding is old", DeprecationWarning, stacklevel=2)
locale.setlocale(locale.LC_ALL, "C")
random.seed(42)
decimal.getcontext().prec = 50
sys.setrecursionlimit(5000)
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
gc.disable()
threading.stack_size(1 << 20)
os.chdir(os.path.dirname(os.path.abspath(__file__)))
os.environ["MY_SETTING"] = "1"
scratch = tempfile.TemporaryDirectory()
atexit.register(scratch.cleanup)

def add(a, b):
    return a + b


def subtract(a, b):
    return a - b
