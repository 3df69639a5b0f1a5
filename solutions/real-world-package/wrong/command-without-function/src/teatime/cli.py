import sys

from teatime.brew import minutes

print(f"{sys.argv[1]} tea: {minutes(sys.argv[1])} minutes")
