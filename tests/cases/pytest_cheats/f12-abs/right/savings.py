def after_years(amount, rate, years):
    return amount * (1 + rate) ** years
