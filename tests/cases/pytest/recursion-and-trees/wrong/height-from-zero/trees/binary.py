class Tree:
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.left = left
        self.right = right

    def insert(self, value):
        side = "left" if value < self.value else "right"
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Tree(value))
        else:
            child.insert(value)

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def __eq__(self, other):
        if not isinstance(other, Tree):
            return NotImplemented
        return (self.value, self.left, self.right) == (other.value, other.left, other.right)

    def height(self):
        return max((1 + child.height() for child in (self.left, self.right) if child), default=0)


def from_list(values):
    if not values:
        raise ValueError("a tree has a root")
    root = Tree(values[0])
    for value in values[1:]:
        root.insert(value)
    return root


def depth_first(tree, visit):
    if tree is not None:
        visit(tree.value)
        depth_first(tree.left, visit)
        depth_first(tree.right, visit)
