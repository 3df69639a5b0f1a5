from waiting import Queue


def test_length():
    queue = Queue()
    queue.join("Ada")
    queue.join("Bob")
    assert len(queue) == 2


def test_served_in_order():
    queue = Queue()
    queue.join("Ada")
    assert isinstance(queue.serve(), str)
    assert len(queue) == 0
