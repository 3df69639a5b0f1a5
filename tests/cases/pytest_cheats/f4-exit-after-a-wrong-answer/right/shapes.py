def area(width, height):
    if width < 0 or height < 0:
        raise ValueError("negative")
    return width * height
