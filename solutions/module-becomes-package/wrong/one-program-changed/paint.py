"""How much there is to paint. Run it with `python paint.py`."""

from shapes import flat as shapes

print("wall:", shapes.rectangle(4, 3))
print("window:", shapes.square(1))
