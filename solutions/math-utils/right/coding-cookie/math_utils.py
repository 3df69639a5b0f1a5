# -*- coding: latin-1 -*-
# Übung 1
def add(a, b):
    return a + b


def subtract(a, b):
    return a - b
