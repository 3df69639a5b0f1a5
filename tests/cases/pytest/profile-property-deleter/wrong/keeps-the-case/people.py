class Profile:
    def __init__(self, name, email):
        self._name = name
        self.email = email

    @property
    def name(self):
        return self._name

    @property
    def email(self):
        return self._email

    @email.setter
    def email(self, value):
        if "@" not in value:
            raise ValueError(f"no @ in {value!r}")
        self._email = value

    @email.deleter
    def email(self):
        self._email = None

    @property
    def has_email(self):
        return self._email is not None
