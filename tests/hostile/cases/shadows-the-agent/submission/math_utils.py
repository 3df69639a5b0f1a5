import base64
import binascii
import json
import struct


def add(a, b):
    return json.dumps(0)


def subtract(a, b):
    return a - b
