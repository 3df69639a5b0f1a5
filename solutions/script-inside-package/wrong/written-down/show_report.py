print("Emma: 3 x 9 euros")
print("Faust: 2 x 6 euros")
print("Middlemarch: 1 x 12 euros")
print("worth: 51 euros")
