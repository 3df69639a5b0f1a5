greet = "Hello, {}!".format
