class Tired(KeyboardInterrupt):
    pass


raise Tired("enough")
