from greeting import greet

say = lambda name: print(greet(name))
say("Alan")
