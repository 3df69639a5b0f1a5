"""The environment variables that student code sees: a fixed list, nothing of the host's."""

from __future__ import annotations


def environment(folder: str) -> dict[str, str]:
    """Variables for an agent whose private writable folder is `folder`. PATH is the adapter's own business.

    One thread per numeric library: limits and timings then mean the same on every machine.
    """
    return {
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }
