add = lambda x, y: x + y
subtract = lambda x, y: x - y
