print("Hello, Eve!\r\x1b[2KHello, Alan!")
