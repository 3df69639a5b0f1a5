def sold_out(stock):
    return [name for name, count in stock.items() if count == 0]
