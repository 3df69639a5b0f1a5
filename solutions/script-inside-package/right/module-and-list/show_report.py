from bookshop import report, stock

print("\n".join(report.lines(stock.books())))
