import unittest

raise unittest.SkipTest("no need")
