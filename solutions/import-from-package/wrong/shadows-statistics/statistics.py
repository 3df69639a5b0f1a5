# homework for maths
marks = [2, 3, 1]
