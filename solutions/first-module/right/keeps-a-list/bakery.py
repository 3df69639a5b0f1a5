from dataclasses import dataclass, field
from typing import Dict, List, Tuple

PRICES: Dict[str, int] = dict(bread=4, roll=1, cake=15)


def price(item: str, count: int = 1) -> int:
    return count * PRICES[item]


@dataclass
class Order:
    lines: List[Tuple[str, int]] = field(default_factory=list)

    def add(self, item: str, count: int = 1) -> None:
        self.lines.append((item, count))

    def total(self) -> int:
        return sum(price(*line) for line in self.lines)


if __name__ == "__main__":
    print(price("bread", 2))
