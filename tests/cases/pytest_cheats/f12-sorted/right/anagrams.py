def anagrams(word, words):
    return [other for other in words if sorted(other) == sorted(word)]
