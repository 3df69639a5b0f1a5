def coins_for(cents):
    coins = []
    for coin in (200, 100, 50, 20, 10, 5, 2, 1):
        while cents >= coin:
            coins.append(coin)
            cents -= coin
    return coins
