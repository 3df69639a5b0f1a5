"""The command."""

import sys

from teatime import __version__
from teatime.brew import minutes


def main(argv):
    tea = argv[1]
    if tea == "--version":
        print("teatime", __version__)
        return
    try:
        print(f"{tea} tea: {minutes(tea)} minutes")
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
