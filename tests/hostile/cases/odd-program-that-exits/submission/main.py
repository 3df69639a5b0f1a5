#!/usr/bin/env python3
import logging
import sys

from greeting import greet

logging.warning("about to greet")
sys.stdout.write(greet("Alan") + "  \r\n\n")
sys.exit()
