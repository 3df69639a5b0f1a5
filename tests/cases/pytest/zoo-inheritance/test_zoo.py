from zoo.animals import Animal, Bird, Dog, Penguin


def test_everybody_is_an_animal():
    for cls in (Bird, Dog, Penguin):
        assert issubclass(cls, Animal)
        assert isinstance(cls("Pip"), Animal)


def test_penguin_is_a_bird_but_no_dog():
    pip = Penguin("Pip")
    assert isinstance(pip, Bird)
    assert not isinstance(pip, Dog)
    assert not issubclass(Bird, Penguin)


def test_speak():
    assert Dog("Rex").speak() == "Rex says Woof"
    assert Bird("Tweety").speak() == "Tweety says Tweet"


def test_animal_itself_is_silent():
    assert Animal("Thing").speak() == "Thing says nothing"


def test_penguins_cannot_fly():
    assert Bird("Tweety").can_fly() is True
    assert Penguin("Pip").can_fly() is False


def test_class_names():
    assert type(Dog("Rex")).__name__ == "Dog"
    assert Penguin.__mro__[1] is Bird
    assert Dog.__bases__ == (Animal,)


def test_not_an_animal():
    assert not isinstance("Rex", Animal)
    assert not isinstance(Dog("Rex"), str)
