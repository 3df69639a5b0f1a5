def height(node):
    return 1 + max((height(child) for child in node), default=0)
