"""How much there is to paint. Run it with `python paint.py`."""

import shapes

print("wall:", shapes.rectangle(4, 3))
print("window:", shapes.square(1))
