def greet(name):
    return {'\ud800' + name: '\udfff'}
