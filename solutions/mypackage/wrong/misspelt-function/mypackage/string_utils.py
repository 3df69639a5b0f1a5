def shuot(text):
    return text.upper() + "!"
