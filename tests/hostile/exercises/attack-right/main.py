from greeting import greet

print(greet("Alan"))
