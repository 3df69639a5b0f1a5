def neighbours(grid, row, column):
    count = 0
    for r in range(row - 1, row + 2):
        for c in range(column - 1, column + 2):
            if (r, c) != (row, column) and 0 <= r < len(grid) and 0 <= c < len(grid[0]):
                count += grid[r][c]
    return count


def step(grid):
    counts = [[neighbours(grid, r, c) for c in range(len(grid[0]))] for r in range(len(grid))]
    for r, row in enumerate(grid):
        for c, alive in enumerate(row):
            row[c] = 1 if counts[r][c] == 3 or (alive and counts[r][c] == 2) else 0


def flood_fill(picture, row, column, paint):
    if not (0 <= row < len(picture) and 0 <= column < len(picture[0])):
        return
    if picture[row][column] != ".":
        return
    picture[row][column] = paint
    for r in (row - 1, row, row + 1):
        for c in (column - 1, column, column + 1):
            flood_fill(picture, r, c, paint)


def swap(mapping, a, b):
    mapping[a], mapping[b] = mapping[b], mapping[a]
