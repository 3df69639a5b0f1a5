import unittest

from people import Profile


class TestProfile(unittest.TestCase):
    def setUp(self):
        self.profile = Profile("ada", "ada@example.org")

    def test_email_is_read(self):
        self.assertEqual(self.profile.email, "ada@example.org")

    def test_email_is_stored_in_lower_case(self):
        self.profile.email = "ADA@Example.ORG"
        self.assertEqual(self.profile.email, "ada@example.org")

    def test_bad_email_is_refused(self):
        with self.assertRaisesRegex(ValueError, r"no @ in 'nobody'"):
            self.profile.email = "nobody"

    def test_deleted_email(self):
        del self.profile.email
        self.assertIsNone(self.profile.email)
        self.assertFalse(self.profile.has_email)

    def test_email_can_come_back(self):
        del self.profile.email
        self.profile.email = "a@b.c"
        self.assertTrue(self.profile.has_email)

    def test_name_cannot_be_deleted(self):
        with self.assertRaises(AttributeError):
            del self.profile.name


if __name__ == "__main__":
    unittest.main()
