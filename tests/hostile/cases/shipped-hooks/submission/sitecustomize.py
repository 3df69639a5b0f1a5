import builtins

builtins.sum = lambda *args: 8
print("sitecustomize was here")
