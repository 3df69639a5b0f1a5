add = lambda a, b: a + b
subtract = lambda a, b: a - b
