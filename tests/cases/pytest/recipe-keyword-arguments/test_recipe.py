import pytest

from kitchen.recipe import describe, scale, shopping_list


def test_scale_has_a_default():
    assert scale({"flour": 200}) == {"flour": 400}


def test_scale_by_keyword():
    assert scale({"flour": 200, "eggs": 2}, factor=3) == {"flour": 600, "eggs": 6}


def test_shopping_list_takes_any_number():
    assert shopping_list("milk", "eggs", "milk") == ["eggs", "milk"]
    assert shopping_list() == []
    assert shopping_list(*["salt", "oil"]) == ["oil", "salt"]


def test_describe_takes_any_keywords():
    assert describe("soup", spicy=True, servings=4) == "soup (servings=4, spicy=True)"
    assert describe("tea", **{"sugar": None}) == "tea (sugar=None)"


def test_keyword_only():
    with pytest.raises(TypeError):
        scale({"flour": 200}, 3)


def test_unknown_keyword():
    with pytest.raises(TypeError):
        scale({}, times=2)


def test_default_is_not_shared():
    assert shopping_list("milk") == ["milk"]
    assert shopping_list("eggs") == ["eggs"]
