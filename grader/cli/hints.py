"""Which hints a student has opened so far: kept between calls, so that `--hint` opens one more each time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class OpenedHints:
    """Counts per exercise and check in one small JSON file. Losing it costs nothing but a repeated hint."""

    folder: Path

    def open_next(self, exercise: str, check: str, hints: tuple[str, ...]) -> str | None:
        """The next hint with its number, the last one again once all are open, None where there are none."""
        if not hints:
            return None
        counts = self._read()
        key = f"{exercise}/{check}"
        number = min(counts.get(key, 0) + 1, len(hints))
        self._write({**counts, key: number})
        return f"{hints[number - 1]} (hint {number} of {len(hints)})"

    @property
    def _file(self) -> Path:
        return self.folder / "hints.json"

    def _read(self) -> dict[str, int]:
        try:
            data = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): v for k, v in data.items() if isinstance(v, int)} if isinstance(data, dict) else {}

    def _write(self, counts: dict[str, int]) -> None:
        """A folder that cannot be written to means that the first hint opens again, no more."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps(counts, indent=1), encoding="utf-8")
        except OSError:
            return
