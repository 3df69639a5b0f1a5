import argparse

from . import __version__, brew


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("tea")
    parser.add_argument("--version", action="version", version=f"teatime {__version__}")
    tea = parser.parse_args().tea
    try:
        steep = brew.minutes(tea)
    except ValueError as error:
        parser.exit(1, f"{error}\n")
    print(f"{tea} tea: {steep} minutes")
    return 0
