print('an old one')
