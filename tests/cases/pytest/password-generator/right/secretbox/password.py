import random
import string

KINDS = [string.ascii_lowercase, string.ascii_uppercase, string.digits]


def generate(length, seed=None):
    if length < len(KINDS):
        raise ValueError(f"needs at least {len(KINDS)} characters")
    rng = random if seed is None else random.Random(seed)
    chosen = [rng.choice(kind) for kind in KINDS]
    chosen += [rng.choice("".join(KINDS)) for _ in range(length - len(KINDS))]
    rng.shuffle(chosen)
    return "".join(chosen)


def strength(password):
    kinds = sum(any(c in kind for c in password) for kind in KINDS)
    return "strong" if kinds == len(KINDS) and len(password) >= 8 else "weak"
