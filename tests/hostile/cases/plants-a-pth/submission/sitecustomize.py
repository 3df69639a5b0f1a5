print("Hello, Alan!")
