import re


class ParseError(ValueError):
    def __init__(self, message, position):
        super().__init__(f"{message} at {position}")
        self.position = position


def parse(text):
    tokens = [(m.group(), m.start() + 1) for m in re.finditer(r"\d+|\S", text)]
    tokens.append(("end", len(text)))
    value = _sum(tokens)
    _expect(tokens, "end")
    return value


def _expect(tokens, wanted):
    token, position = tokens[0]
    if token != wanted:
        raise ParseError(f"unexpected {token!r}", position)


def _sum(tokens):
    value = _product(tokens)
    while tokens[0][0] == "+":
        tokens.pop(0)
        value += _product(tokens)
    return value


def _product(tokens):
    value = _number(tokens)
    while tokens[0][0] in "*/":
        operator = tokens.pop(0)[0]
        other = _number(tokens)
        value = value * other if operator == "*" else value / other
    return value


def _number(tokens):
    token, position = tokens[0]
    if not token.isdigit():
        raise ParseError(f"unexpected {token!r}", position)
    tokens.pop(0)
    return int(token)
