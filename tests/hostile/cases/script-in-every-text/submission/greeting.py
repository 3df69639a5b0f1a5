def greet(name):
    return type('</code><script>alert(4)</script>', (), {'__repr__': lambda self: '<script>alert(5)</script>'})()
