class Employee:
    count = 0
    raise_rate = 1.05

    def __init__(self, name, salary):
        self.name = name
        self.salary = salary
        Employee.count += 1

    @classmethod
    def from_string(cls, text):
        name, salary = text.split(";")
        return cls(name, int(salary))

    @staticmethod
    def is_valid_name(name):
        return name.isalpha()

    def give_raise(self):
        self.salary = int(self.salary * Employee.raise_rate)

    def describe(self):
        return f"{self.name} earns {self.salary}"


class Manager(Employee):
    def __init__(self, name, salary):
        super().__init__(name, salary)
        self.team = []

    def add(self, employee):
        self.team.append(employee)

    def describe(self):
        names = ", ".join(employee.name for employee in self.team)
        return f"{super().describe()} and leads {names}"
