print('not this one')
