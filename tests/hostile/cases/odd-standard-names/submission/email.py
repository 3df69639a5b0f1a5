address = 'ada@example.org'
