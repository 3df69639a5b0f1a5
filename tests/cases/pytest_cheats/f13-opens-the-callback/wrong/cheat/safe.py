def crack(opens):
    return opens.__closure__[0].cell_contents
