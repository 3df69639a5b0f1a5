def initials(name):
    print("".join(word[0] for word in name.split()).upper())
