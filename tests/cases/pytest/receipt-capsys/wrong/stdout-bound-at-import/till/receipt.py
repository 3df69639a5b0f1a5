import sys


def print_line(name, price, file=sys.stdout):
    print(f"{name:<10}{price:6.2f}", file=file)


def print_receipt(prices):
    for name, price in prices.items():
        print_line(name, price)
    print("-" * 16)
    total = sum(prices.values())
    print_line("Total", total)
    return total


def warn(message):
    sys.stderr.write(f"warning: {message}\n")
