from setuptools import setup

setup(name="my-homework", py_modules=["math_utils", "greeting"])
