import logging
import unittest

from shop.audit import Audit, buy


class AuditTest(unittest.TestCase):
    def test_buying_is_logged(self):
        with self.assertLogs("shop", level="INFO") as logs:
            buy("apple", 3)
        self.assertEqual(logs.output, ["INFO:shop.audit:bought 3 apple"])

    def test_nothing_bought_nothing_logged(self):
        with self.assertNoLogs("shop", level="INFO"):
            buy("apple", 0)

    def test_large_orders_are_a_warning(self):
        with self.assertLogs(level="WARNING") as logs:
            buy("apple", 1000)
        self.assertEqual(len(logs.records), 1)
        self.assertEqual(logs.records[0].levelname, "WARNING")

    def test_counts(self):
        audit = Audit()
        audit.add("apple", 2)
        audit.add("pear", 1)
        self.assertCountEqual(audit.names(), ["pear", "apple"])
        self.assertDictEqual(audit.counts, {"apple": 2, "pear": 1})

    def test_average(self):
        audit = Audit()
        for amount in (1, 2, 2):
            audit.add("apple", amount)
        self.assertAlmostEqual(audit.average(), 1.67, places=2)

    def test_negative_amount(self):
        with self.assertRaisesRegex(ValueError, "^-1 is"):
            Audit().add("apple", -1)


if __name__ == "__main__":
    unittest.main()
