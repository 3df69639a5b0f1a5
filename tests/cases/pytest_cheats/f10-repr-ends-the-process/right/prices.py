def with_tax(price):
    return price * 119 // 100
