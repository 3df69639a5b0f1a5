first, second = [], []
