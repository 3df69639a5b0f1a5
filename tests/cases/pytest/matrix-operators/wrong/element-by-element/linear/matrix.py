class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        for number, row in enumerate(self.rows):
            if len(row) != len(self.rows[0]):
                raise ValueError(f"row {number} has another length")

    def __matmul__(self, other):
        return Matrix([[a * b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __pow__(self, exponent):
        result = self
        for _ in range(exponent - 1):
            result = result @ self
        return result

    def __getitem__(self, place):
        row, column = place
        return self.rows[row][column]

    def __setitem__(self, place, value):
        row, column = place
        self.rows[row][column] = value

    def __invert__(self):
        return Matrix(zip(*self.rows))

    def __truediv__(self, number):
        return Matrix([[x / number for x in row] for row in self.rows])

    def __floordiv__(self, number):
        return Matrix([[x // number for x in row] for row in self.rows])
