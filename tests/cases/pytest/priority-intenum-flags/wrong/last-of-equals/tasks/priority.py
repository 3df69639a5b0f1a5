from enum import Flag, IntEnum


class Priority(IntEnum):
    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self):
        return f"{self.name.capitalize()} priority"


class Permission(Flag):
    READ = 4
    WRITE = 2
    EXECUTE = 1
