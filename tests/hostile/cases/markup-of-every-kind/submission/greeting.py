def greet(name):
    return '[bold red]' + name + '[/nothing] :smile: {{ 7 * 7 }} {% include "x" %}'
