def bang(text):
    return text + "!"
