"""Where a word may be divided at a line's end (Liang's method on TeX's patterns).

The patterns are the German-speaking TeX users' own (2022, reformed spelling) and the British
ones, both MIT.  The libraries were measured and left out (docs/pdf.md, bench_hyphenation.py).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from loi_desktop.errors import InputError
from loi_desktop.pdf.memo import Memo

LEAST: Final = 3  # characters before and after a division
_SHORTEST: Final = 2 * LEAST
_NO_DIGITS: Final = str.maketrans("", "", "0123456789")
_KEPT_WORDS: Final = 5_000
_AROUND: Final = "„“”‚‘’»«\"'()[]…,;:.!?–-/"
_ADDRESS: Final = re.compile(r"[@_\\=&#%]|://|\w[./]\w")


class Hyphenation:
    """The rules of one language; `file` holds a pattern a line."""

    def __init__(self, file: Path) -> None:
        try:
            text = file.read_text("utf-8")
        except OSError as error:
            raise InputError("pdf.hyphenation-unreadable", file=file.name) from error
        keys = text.translate(_NO_DIGITS).split()
        self._patterns = dict(zip(keys, text.split(), strict=True))
        self._longest = max(map(len, keys))
        self._known: Memo[str, tuple[int, ...]] = Memo(_KEPT_WORDS)

    def places(self, chunk: str) -> tuple[int, ...]:
        """The places in `chunk` (a word with its signs) before which a line may end, from
        the left; none in addresses, numbers and words with capitals inside.
        """
        found = self._known.get(chunk)
        if found is None:
            found = self._known.keep(chunk, self._find(chunk))
        return found

    def _find(self, chunk: str) -> tuple[int, ...]:
        bare = chunk.strip()
        start = len(chunk) - len(chunk.lstrip(_AROUND))
        word = bare.strip(_AROUND)
        if len(word) < _SHORTEST or not word.isalpha() or not word[1:].islower() or _ADDRESS.search(bare):
            return ()
        levels = self._levels(f".{word[0].lower()[:1]}{word[1:]}.")
        last = len(word) - LEAST
        return tuple(start + n for n in range(LEAST, last + 1) if levels[n + 1] % 2)

    def _levels(self, dotted: str) -> list[int]:
        """The strongest pattern's number before each character."""
        levels = [0] * (len(dotted) + 1)
        for start in range(len(dotted)):
            for stop in range(start + 1, min(len(dotted), start + self._longest) + 1):
                pattern = self._patterns.get(dotted[start:stop])
                if pattern is None:
                    continue
                place = start
                for sign in pattern:
                    if sign.isdigit():
                        levels[place] = max(levels[place], int(sign))
                    else:
                        place += 1
        return levels
