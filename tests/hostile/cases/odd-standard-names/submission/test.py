print('testing')
