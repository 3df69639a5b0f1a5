"""How much there is to paint. Run it with `python paint.py`."""

from shapes import flat

print("wall:", flat.rectangle(4, 3))
print("window:", flat.square(1))
