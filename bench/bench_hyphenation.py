"""Division of words, ours beside pyphen: `python bench/bench_hyphenation.py`.

pyphen comes with `requirements-bench.txt`.  It is asked twice: with the German dictionary that
it ships, and with the TeX patterns that we ship, so that its engine and its data are judged
apart.  Fails where ours divides a word of the list otherwise than it is written here.
"""

from __future__ import annotations

import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from loi_desktop.paths import resources
from loi_desktop.pdf.hyphenation import LEAST, Hyphenation

PATTERNS = resources() / "hyphenation" / "de.txt"
ROUNDS = 5
# Three letters at least on either side; „Ur-instinkt“ and „Urin-stinkt“ are both words, so it stays whole.
WORDS = [
    "Inter-es-sens-be-kun-dung",
    "Zusam-men-ar-beit",
    "Stark-re-gen-vor-sorge",
    "Kreis-lauf-wirt-schaft",
    "Alt-bau-erhal-tung",
    "Stadt-ver-ord-ne-ten-ver-samm-lung",
    "Städ-te-part-ner-schaft",
    "Ober-bür-ger-meis-te-rin",
    "Urinstinkt",
    "Extrem-wet-ter-er-eig-nisse",
    "Quar-tiers-ent-wick-lung",
    "Haus-halts-mit-tel",
    "Kli-ma-an-pas-sung",
    "Aus-schrei-bung",
    "Wie-der-auf-fors-tung",
    "Bau-auf-sichts-amt",
    "Ver-bands-ge-meinde",
    "Erstel-lung",
    "Mobi-li-täts-lö-sun-gen",
]

Inserted = Callable[[str], str]


def ours() -> Inserted:
    rules = Hyphenation(PATTERNS)

    def inserted(word: str) -> str:
        cuts = [0, *rules.places(word), len(word)]
        return "-".join(word[a:b] for a, b in itertools.pairwise(cuts))

    return inserted


def shipped() -> Inserted:
    import pyphen

    return pyphen.Pyphen(lang="de_DE", left=LEAST, right=LEAST, cache=False).inserted


def patterned(folder: Path) -> Inserted:
    import pyphen

    file = folder / "de.dic"
    file.write_text("UTF-8\n" + PATTERNS.read_text("utf-8"), "utf-8")
    return pyphen.Pyphen(filename=str(file), left=LEAST, right=LEAST, cache=False).inserted


def report(name: str, make: Callable[[], Inserted]) -> list[str]:
    """A row; the words that are divided wrongly."""
    loads, each = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        inserted = make()
        loaded = time.perf_counter()
        divided = [inserted(word.replace("-", "")) for word in WORDS]
        loads.append((loaded - start) * 1000)
        each.append((time.perf_counter() - loaded) * 1e6 / len(WORDS))
    wrong = [word for word, wanted in zip(divided, WORDS, strict=True) if word != wanted]
    print(
        f"{name:32} {statistics.median(loads):8.0f} ms to load {statistics.median(each):6.0f} µs a new word "
        f"{len(wrong):3} of {len(WORDS)} wrong  {' '.join(wrong[:3])}"
    )
    return wrong


def main() -> int:
    wrong = report("ours", ours)
    try:
        import pyphen  # noqa: F401 - whether it is here
    except ImportError:
        print("pyphen: not here")
        return 1 if wrong else 0
    report("pyphen, its German dictionary", shipped)
    with tempfile.TemporaryDirectory() as folder:
        report("pyphen, our TeX patterns", lambda: patterned(Path(folder)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
