"""How long a letter takes as a PDF, beside others: `python bench/bench_pdf.py [ROUNDS]`.

Every letter differs in recipient, date and two paragraphs; rows that say so differ in every
text.  Fonts, hyphenation, style sheets and letterhead stay warm, as in a real session.  All
rows of a round are measured one after the other, rounds are repeated, medians compared: so
a machine that slows down slows all of them.  Before each letter that is timed stands one of
its kind that is not: else whoever comes after a large program pays for cold memory.
Exit status 1 when a reach is missed.

Peers come with `requirements-bench.txt`; one that is missing is said in its row.
"""

from __future__ import annotations

import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent.parent))

from pdf_peers import Fpdf2, LibreOffice, Peer, Typst, WeasyPrint

from loi_desktop.foreign.runner import Runner
from loi_desktop.letterhead.inspect import Inspector
from loi_desktop.model.background import Background
from loi_desktop.model.letter import InfoRow, Letter, LetterBlock, Signature
from loi_desktop.model.text import Row, Run
from loi_desktop.paths import resources
from loi_desktop.pdf.renderer import Renderer

FONTS = resources() / "fonts"
LETTERHEAD = resources() / "letterheads" / "musterstadt.pdf"
SERIES = 1_000  # letters on one and on two processes
WARM = 100

SUBJECT = "Interessensbekundung (Letter of Intent): kommunale Projektpartnerschaft mit Städten in Vietnam"
INTEREST = (
    "die Stadt Musterstadt bekundet hiermit ihr grundsätzliches Interesse an einer Beteiligung an der "
    "Projektidee für kommunale Partnerschaften mit Städten in Vietnam, die im Rahmen des Open Calls „Locally "
    "Led Solutions – Made with Germany“ der GIZ entwickelt und durch ein BMZ-finanziertes GIZ-Projekt in "
    "Vietnam eingereicht wird."
)
PERSPECTIVE = (
    "Wir verstehen das Vorhaben als Einstieg in eine langfristig angelegte Zusammenarbeit und sind bereit, "
    "seine Ausgestaltung gemeinsam mit den beteiligten Partnern, dem Landesverband Beispiel und der "
    "Academy of Construction Strategy and Cadres Training (ACST) zu entwickeln."
)
NON_BINDING = (
    "Diese Erklärung ist unverbindlich. Sie dient ausschließlich dem Nachweis kommunalen Interesses "
    "gegenüber dem Fördergeber und begründet keine rechtliche oder finanzielle Verpflichtung."
)
TOPICS = (
    "nachhaltige und integrierte Stadt- und Quartiersentwicklung",
    (
        "Klimaanpassung, Resilienz und der Umgang mit Extremwetterereignissen: Hitzeaktionsplan, "
        "Starkregenvorsorge und Renaturierung des Musterbachs"
    ),
    "zukunftsfähige Mobilitätslösungen (einschließlich E-Mobilität)",
)


# -- letters ------------------------------------------------------------------------


def block(name: str, *texts: str, kind: str = "text") -> LetterBlock:
    return LetterBlock(name, kind, tuple(Row(runs=(Run(text=text),)) for text in texts), name)


def letter(number: int, *, fresh: str = "", more: int = 0) -> Letter:
    """The letter of that number; `fresh` stands in every text, `more` paragraphs follow."""
    topics = tuple(Row(runs=(Run(text=fresh + text),), kind="item") for text in TOPICS)
    partner = (
        Run(text=f"{fresh}Besonders interessiert sind wir an einem Austausch mit der "),
        Run(text="Stadt Đà Nẵng", lang="vi", bold=True),
        Run(text=" und der Provinz "),
        Run(text="Lào Cai", lang="vi", italic=True),
        Run(text="."),
    )
    blocks = (
        block("subject", fresh + SUBJECT, kind="subject"),
        block("salutation", fresh + "Sehr geehrte Damen und Herren,", kind="salutation"),
        block("interest", f"{INTEREST} Vorgang {number}."),
        LetterBlock(
            "topics", "text", (Row(runs=(Run(text=fresh + "Unser Interesse gilt:"),)), *topics), "topics"
        ),
        LetterBlock("partner", "text", (Row(runs=partner),), "partner"),
        block("perspective", f"Zu Vorgang {number}: {PERSPECTIVE}"),
        *(block(f"own:{n}", f"{fresh}{n}. {INTEREST} {PERSPECTIVE}") for n in range(more)),
        block("binding", fresh + NON_BINDING),
        block("closing", fresh + "Mit freundlichen Grüßen", kind="closing"),
    )
    info = (
        InfoRow("Unser Zeichen", "61-26/LoI-07", "our_reference"),
        InfoRow("Auskunft erteilt", "Max Mustermann", "contact.name"),
        InfoRow("E-Mail", "m.mustermann@musterstadt.example", "contact.email"),
        InfoRow("Datum", f"{number % 28 + 1}. November 2026", "date.value"),
    )
    return Letter(
        title=SUBJECT,
        author="Stadt Musterstadt",
        language="de",
        form="B",
        font="Source Sans 3",
        size=11.0,
        date=f"2026-11-{number % 28 + 1:02d}",
        return_line="Stadt Musterstadt · Rathausplatz 1 · 12345 Musterstadt",
        remarks=("Per E-Mail: kontakt@koordination.example",),
        address=(
            "Landesverband Beispiel",
            f"Frau Dr. Erika Musterfrau {number}",
            f"Musterweg {number}",
            "12345 Ort",
        ),
        info=info,
        blocks=blocks,
        signatures=(Signature("Dr. Johanna Beispiel", "Oberbürgermeisterin", field="signatories.0.name"),),
    )


def typed(given: Letter, text: str) -> Letter:
    """`given` with another text in one block."""
    blocks = tuple(block("perspective", text) if part.id == "perspective" else part for part in given.blocks)
    return msgspec.structs.replace(given, blocks=blocks)


def forget(renderer: Renderer) -> None:
    """Leave only fonts, hyphenation and letterhead warm."""
    for setter in renderer._setters.values():
        setter._kept.clear()
        for face in setter._faces.values():
            for memo in (face._words, face._measured, face.shown, face.plain):
                memo.clear()


# -- measuring ----------------------------------------------------------------------


class Table:
    """Milliseconds of each row, and what they are to reach."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self.missed = False

    def time(self, row: str, make: Peer, given: Letter, before: Letter | None = None) -> None:
        """Time `make(given)` after `make(before)`."""
        if before is not None:
            make(before)
        start = time.perf_counter()
        make(given)
        self.times.setdefault(row, []).append((time.perf_counter() - start) * 1000)

    def median(self, row: str) -> float:
        return statistics.median(self.times[row])

    def say(self, row: str, value: str, ratio: str = "", reach: str = "", *, kept: bool = True) -> None:
        self.missed |= not kept
        print(f"{row:58} {value:>12} {ratio:>24}  {reach:14} {'' if kept else 'MISSED'}".rstrip(), flush=True)

    def compare(self, row: str, base: str, most: float, said: str) -> None:
        """A row that must not take more than `most` times the base."""
        if row not in self.times:
            return
        ratio = self.median(row) / self.median(base)
        took = f"{self.median(row):.2f} ms"
        self.say(row, took, f"{ratio:.2f} x {said}", f"<= {most:g}", kept=ratio <= most)

    def faster(self, row: str, base: str, least: float) -> None:
        """A peer that must take at least `least` times as long as the base."""
        if row not in self.times:
            self.say(row, "not here", "", f">= {least:g}")
            return
        ratio = self.median(row) / self.median(base)
        self.say(
            row, f"{self.median(row):.1f} ms", f"{ratio:.0f} x ours", f">= {least:g}", kept=ratio >= least
        )


OURS = "our letter, 2a + ua-1, with signature field"
FRESH = "- every text of it new"
FULL = "- full: of its text nothing is known, not a word's width"
HEADED = "- on a letterhead"
CHANGED = "- one block of it changed (a key press)"
FOUR = "- four pages"
TYPST = "typst, a-2a + ua-1, Compiler reused"
TYPST_FRESH = "typst, every text new"
WEASY = "WeasyPrint, pdf/ua-1"
FPDF = "fpdf2, PDF/A-2B, untagged"
OFFICE = "LibreOffice, a-2b with PDF/UA, cold"


def peers(folder: Path) -> dict[str, Peer]:
    """Those that are installed."""
    found: dict[str, Peer] = {}
    makers: dict[str, Callable[[], Peer]] = {
        TYPST: lambda: Typst(FONTS),
        WEASY: lambda: WeasyPrint(FONTS),
        FPDF: lambda: Fpdf2(FONTS),
        OFFICE: lambda: LibreOffice(folder),
    }
    for name, make in makers.items():
        try:
            found[name] = make()
        except (ImportError, OSError) as error:
            print(f"{name}: not here ({error})")
    return found


def measure(table: Table, rounds: int, background: Background, folder: Path) -> Renderer:
    """All rows, interleaved."""
    renderer, others, number = Renderer(FONTS), peers(folder), count(1)
    four = next(more for more in range(40) if renderer.render(letter(0, more=more)).pages == 4)
    slow = {WEASY: max(1, rounds // 15), FPDF: max(1, rounds // 15), OFFICE: max(1, rounds // 3)}

    def ours(given: Letter) -> bytes:
        return renderer.render(given).pdf

    def headed(given: Letter) -> bytes:
        return renderer.render(given, background).pdf

    for n in range(rounds + 5):
        kept = Table() if n < 5 else table  # the first rounds warm up
        for row, make in ((OURS, ours), (HEADED, headed)):
            kept.time(row, make, letter(next(number)), letter(next(number)))
        kept.time(FOUR, ours, letter(next(number), more=four), letter(next(number), more=four))
        new = letter(next(number), fresh=f"Nr. {n}: ")
        kept.time(FRESH, ours, new, letter(next(number), fresh=f"Nr. {n} b: "))
        forget(renderer)
        kept.time(FULL, ours, new)
        kept.time(CHANGED, ours, typed(new, f"{PERSPECTIVE} ab"), typed(new, f"{PERSPECTIVE} a"))
        for name, peer in others.items():
            if name not in slow:
                kept.time(name, peer, letter(next(number)), letter(next(number)))
                new = letter(next(number), fresh=f"Nr. {n}: ")
                kept.time(TYPST_FRESH, peer, new, letter(next(number), fresh=f"Nr. {n} b: "))
            elif n >= 5 and n % slow[name] == 0:
                kept.time(name, peer, letter(next(number)))
    return renderer


# -- many letters, and the first one --------------------------------------------------


def series(numbers: range) -> tuple[float, float]:
    """Letters one after the other: megabytes after the 100th and after the last."""
    renderer, after_warm = Renderer(FONTS), 0.0
    for done, n in enumerate(numbers):
        if done == WARM:
            after_warm = resident_mb()
        renderer.render(letter(n))
    return after_warm, resident_mb()


def arithmetic(numbers: range) -> tuple[float, float]:
    total = 0
    for n in range(len(numbers) * 12_000):
        total += n * n % 7
    return float(total), 0.0


def resident_mb() -> float:
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4096 / 1e6 if statm.exists() else 0.0


def worker(
    work: Callable[[range], tuple[float, float]],
    numbers: range,
    ready: multiprocessing.Barrier,
    results: multiprocessing.SimpleQueue,
) -> None:
    series(range(-20, 0))  # imports and fonts
    ready.wait()
    results.put(work(numbers))


def speed_up(work: Callable[[range], tuple[float, float]]) -> tuple[float, list[tuple[float, float]]]:
    """How many times faster two processes are than one; what they gave back."""
    context = multiprocessing.get_context("spawn")
    taken, given = [], []
    for parts in ([range(SERIES)], [range(SERIES // 2), range(SERIES // 2, SERIES)]):
        ready, results = context.Barrier(len(parts) + 1), context.SimpleQueue()
        processes = [context.Process(target=worker, args=(work, part, ready, results)) for part in parts]
        for process in processes:
            process.start()
        ready.wait()
        start = time.perf_counter()
        given = [results.get() for _ in processes]
        taken.append(time.perf_counter() - start)
        for process in processes:
            process.join()
    return taken[0] / taken[1], given


FIRST_ROW = "first letter of a process, imports included"
IMPORT_ROW = "import reportlab.platypus"
IMPORT = """
import time; start = time.perf_counter()
import reportlab.platypus
print(time.perf_counter() - start)
"""
FIRST = """
import sys, time; start = time.perf_counter(); sys.path.insert(0, {root!r})
import msgspec; from pathlib import Path
from loi_desktop.model.letter import Letter
from loi_desktop.pdf.renderer import Renderer
given = msgspec.json.decode(sys.stdin.buffer.read(), type=Letter)
Renderer(Path({fonts!r})).render(given)
print(time.perf_counter() - start)
"""


def first_letter(table: Table) -> None:
    """Whole processes in pairs."""
    given = msgspec.json.encode(letter(1))
    first = FIRST.format(root=str(Path(__file__).parent.parent), fonts=str(FONTS))
    for _ in range(7):
        for row, code in ((IMPORT_ROW, IMPORT), (FIRST_ROW, first)):
            done = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, check=True)
            table.times.setdefault(row, []).append(float(done.stdout) * 1000)


# -- what is printed ------------------------------------------------------------------


def report(table: Table, renderer: Renderer) -> None:
    if TYPST in table.times:
        table.say(TYPST, f"{table.median(TYPST):.2f} ms")
        table.compare(OURS, TYPST, 1.3, "typst")
        table.say(TYPST_FRESH, f"{table.median(TYPST_FRESH):.2f} ms")
        table.compare(FRESH, TYPST_FRESH, 1.3, "typst, new")
        table.compare(FULL, TYPST_FRESH, 1.3, "typst, new")
    else:
        table.say(OURS, f"{table.median(OURS):.2f} ms", "typst is not here")
    table.compare(HEADED, OURS, 1.1, "our letter")
    table.faster(WEASY, OURS, 12)
    table.faster(FPDF, OURS, 30)
    table.faster(OFFICE, OURS, 250)
    table.compare(CHANGED, FULL, 0.5, "full letter")
    table.compare(FOUR, OURS, 3, "our letter")
    size = len(renderer.render(letter(1)).pdf)
    table.say("size of the file, one page", f"{size / 1000:.1f} kB", "", "<= 60 kB", kept=size <= 60_000)


def report_processes(table: Table) -> None:
    # each try beside its loop: a machine that others use meanwhile slows both
    tries = [(speed_up(series), speed_up(arithmetic)) for _ in range(5)]
    letters = statistics.median(mine for (mine, _), _ in tries)
    share = statistics.median(mine / plain for (mine, _), (plain, _) in tries)
    table.say(
        f"{SERIES} letters on 2 processes",
        f"{letters:.2f} x",
        f"{share:.2f} of a bare loop's",
        ">= 0.9",
        kept=share >= 0.9,
    )
    growth = max(after - before for (_, memory), _ in tries for before, after in memory)
    table.say("- memory from the 100th letter on", f"{growth:+.1f} MB", "", "<= 5 MB", kept=growth <= 5)


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        background = Inspector(Runner()).inspect(LETTERHEAD)
        renderer = measure(table, rounds, background, Path(folder))
    report(table, renderer)
    report_processes(table)
    first_letter(table)
    table.say(IMPORT_ROW, f"{table.median(IMPORT_ROW):.0f} ms")
    table.compare(FIRST_ROW, IMPORT_ROW, 3, "that import")
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
