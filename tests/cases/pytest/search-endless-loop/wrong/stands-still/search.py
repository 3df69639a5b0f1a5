def binary_search(numbers, wanted):
    low, high = 0, len(numbers) - 1
    while low <= high:
        middle = (low + high) // 2
        if numbers[middle] == wanted:
            return middle
        if numbers[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return -1


def count_down(start):
    if start < 0:
        raise ValueError("below zero")
    while start:
        yield start
        start -= 1
