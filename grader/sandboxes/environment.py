"""The environment variables that student code sees: a fixed list, nothing of the host's."""

from __future__ import annotations


def environment(folder: str, hash_seed: int = 0) -> dict[str, str]:
    """Variables for an agent whose private writable folder is `folder`. PATH is the adapter's own business.

    `hash_seed` settles in which order sets come: the same for everyone who is graded.

    One thread per numeric library: limits and timings then mean the same on every machine.
    """
    return {
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONHASHSEED": str(hash_seed),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }
