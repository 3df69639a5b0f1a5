"""</pre><script>alert(0)</script>"""

print("</pre><img src=x onerror=alert(2)>")

def add(a, b):
    """<svg onload=alert(3)>"""
    raise ValueError("<script>alert(1)</script>]]>-->")


def subtract(a, b):
    return a - b
