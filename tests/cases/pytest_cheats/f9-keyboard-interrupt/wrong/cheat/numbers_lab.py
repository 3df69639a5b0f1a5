def square(number):
    raise KeyboardInterrupt
