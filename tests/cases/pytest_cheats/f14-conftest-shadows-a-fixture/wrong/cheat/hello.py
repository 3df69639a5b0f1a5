def main(name):
    pass
