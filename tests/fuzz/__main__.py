"""The long round: `make fuzz`, or `python -m tests.fuzz [TARGET…] --seed S --rounds N`.

Prints one line of JSON for each target, and the traceback of whatever broke; exit status 1 if anything did.
"""

from __future__ import annotations

import argparse
import json
import logging
import secrets
import sys

from tests.fuzz.rounds import MAX_GROWTH_BYTES, Figures, play
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Play the rounds that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], help="which ones; none: all of them")
    parser.add_argument("--seed", type=int, help="makes the same cases again; none: another one each time")
    parser.add_argument("--rounds", type=int, help="cases of each target; none: as many as a long round has")
    wishes = parser.parse_args()
    seed = secrets.randbelow(10**6) if wishes.seed is None else wishes.seed
    logging.disable()
    is_sound = True
    for name in wishes.targets or TARGETS:
        row = TARGETS[name]
        with row.opened() as target:
            figures = play(target, name, seed, wishes.rounds or row.long_rounds)
        print(json.dumps(_line(name, seed, figures)), flush=True)
        for place, told in figures.broken.items():
            print(f"\n{name}: {place}\n{told}", flush=True)
        is_sound = is_sound and not figures.broken and figures.growth_bytes <= MAX_GROWTH_BYTES
    return 0 if is_sound else 1


def _line(name: str, seed: int, figures: Figures) -> dict[str, object]:
    return {
        "target": name,
        "seed": seed,
        "fuzzed": sum(figures.outcomes.values()),
        "outcomes": dict(figures.outcomes.most_common()),
        "slowest_s": round(figures.slowest_s, 3),
        "slowest_case": figures.slowest,
        "growth_mib": round(figures.growth_bytes / 2**20, 1),
        "broken": len(figures.broken),
    }


if __name__ == "__main__":
    sys.exit(main())
