def add(a, b):
        if True:
	return a + b
        return 0
