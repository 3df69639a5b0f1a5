def sold_out(stock):
    return sorted(name for name, count in stock.items() if count == 0)
