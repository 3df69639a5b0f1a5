from collections import Counter, OrderedDict, defaultdict, deque
from types import MappingProxyType


def letter_counts(text):
    return Counter(text)


def most_common(text, count):
    return sorted(Counter(text).items(), key=lambda item: (-item[1], item[0]))[:count]


def by_length(words):
    groups = defaultdict(list)
    for word in words:
        groups[len(word)].append(word)
    return groups


def positions(text):
    found = OrderedDict()
    for place, letter in enumerate(text):
        found.setdefault(letter, []).append(place)
    return found


def last_lines(lines, count):
    return deque(list(lines)[-count:])


def unique(items):
    return frozenset(items)


def pixels(width, height):
    return bytearray(width * height)


def spec():
    return MappingProxyType({"wheels": 4})
