import pytest

from company.employee import Employee, Manager


@pytest.fixture(autouse=True)
def fresh_counter():
    Employee.count = 0
    yield
    Employee.count = 0


def test_from_string():
    employee = Employee.from_string("Ada;3000")
    assert employee.name == "Ada"
    assert employee.salary == 3000


def test_alternative_constructor_of_a_subclass():
    manager = Manager.from_string("Grace;5000")
    assert isinstance(manager, Manager)
    assert manager.team == []


def test_static_method():
    assert Employee.is_valid_name("Ada") is True
    assert Employee.is_valid_name("") is False
    assert Employee("Ada", 1).is_valid_name("R2D2") is False


def test_count():
    Employee("a", 1)
    Manager("b", 2)
    assert Employee.count == 2


def test_raise_rate_is_of_the_class():
    employee = Employee("Ada", 1000)
    assert employee.raise_rate == Employee.raise_rate == 1.05
    employee.raise_rate = 2
    assert Employee.raise_rate == 1.05
    employee.give_raise()
    assert employee.salary == 2000


def test_method_through_the_class():
    employee = Employee("Ada", 1000)
    assert Employee.describe(employee) == "Ada earns 1000"


def test_manager_extends_describe():
    manager = Manager("Grace", 5000)
    manager.add(Employee("Ada", 3000))
    assert manager.describe() == "Grace earns 5000 and leads Ada"
