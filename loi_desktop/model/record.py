"""One letter (Schreiben) in the register: draft, versions, history."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from loi_desktop.model.declaration import Declaration, Language

Step = Literal["to_sign", "returned", "signed", "sent", "confirmed", "filed", "withdrawn"]
STEPS: tuple[Step, ...] = ("to_sign", "returned", "signed", "sent", "confirmed", "filed", "withdrawn")

State = Literal["draft", "final", "to_sign", "returned", "signed", "sent", "confirmed", "filed", "withdrawn"]


class StepDone(Struct, frozen=True, omit_defaults=True):
    """A dated fact on a version's path.  `day` is an ISO date, `at` the moment it was
    entered (UTC, ISO 8601).  A fact taken back keeps its entry, with `taken_back` set.
    """

    step: Step
    day: str
    at: str
    remark: str = ""
    taken_back: str = ""


class SignedCopy(Struct, frozen=True, omit_defaults=True):
    """A signed copy that came back; `file` lies in the letter's folder of the data folder.  One
    that was taken out again keeps its entry, with `removed` (UTC) set.
    """

    file: str
    sha256: str
    bytes: int
    pages: int
    at: str
    removed: str = ""


class MailDraft(Struct, frozen=True, omit_defaults=True):
    """An e-mail draft that was made; never a proof that it was sent."""

    file: str
    at: str
    to: str
    attachment_sha256: str
    signed: bool


class Version(Struct, frozen=True, omit_defaults=True):
    """A Reinschrift.  `file` (in the letter's folder) is the truth, `path` a hint."""

    number: int
    declaration: Declaration
    made_at: str
    made_with: str
    day: str
    language: Language
    file: str
    sha256: str
    bytes: int
    pages: int
    path: str = ""
    letterhead_name: str = ""
    letterhead_sha256: str = ""
    steps: tuple[StepDone, ...] = ()
    signed: tuple[SignedCopy, ...] = ()
    mails: tuple[MailDraft, ...] = ()

    @property
    def copies(self) -> tuple[SignedCopy, ...]:
        """The signed copies that stand; the last one counts."""
        return tuple(copy for copy in self.signed if not copy.removed)

    def done(self, step: Step) -> StepDone | None:
        """The latest standing fact of `step`, or None."""
        return next((s for s in reversed(self.steps) if s.step == step and not s.taken_back), None)

    @property
    def state(self) -> State:
        """Derived from the standing facts: the one with the latest day, the later entry first."""
        standing = [(s.day, n, s.step) for n, s in enumerate(self.steps) if not s.taken_back]
        return max(standing)[2] if standing else "final"


class Event(Struct, frozen=True, omit_defaults=True):
    """An entry of the history; it only grows.  `event` is a code (`history.<event>`); `day`
    the ISO date that was entered with a step.
    """

    at: str
    event: str
    version: int = 0
    remark: str = ""
    day: str = ""


class Record(Struct, frozen=True, omit_defaults=True):
    """`id` a UUID; `number` as a person reads it (2026-0007), given with the first version;
    `revision` grows with each write; `trashed_at` (UTC) while it lies in the Papierkorb.
    """

    id: str
    revision: int
    created_at: str
    changed_at: str
    number: str = ""
    draft: Declaration | None = None
    versions: tuple[Version, ...] = ()
    history: tuple[Event, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str = ""
    trashed_at: str = ""

    @property
    def latest(self) -> Version | None:
        """The newest version that is the letter itself; an English courtesy copy counts only
        where there is nothing else.  None without a version.
        """
        german = [version for version in self.versions if version.language == "de"]
        return next(reversed(german or list(self.versions)), None)

    @property
    def courtesy(self) -> Version | None:
        """The English copy of the newest German version, made after it of the same text."""
        letter = self.latest
        if letter is None or letter.language == "en":
            return None
        copies = (v for v in reversed(self.versions[letter.number :]) if v.language == "en")
        return next((v for v in copies if _same_text(v.declaration, letter.declaration)), None)

    @property
    def state(self) -> State:
        """Of the newest version; a letter without one is a draft."""
        return self.latest.state if self.latest else "draft"

    @property
    def shown(self) -> Version:
        """The version that a finished letter's page is about; only where there is one."""
        return self.latest or self.versions[-1]

    def with_version(self, changed: Version) -> tuple[Version, ...]:
        """The versions with `changed` in the place of the one of its number."""
        return tuple(changed if version.number == changed.number else version for version in self.versions)

    @property
    def current(self) -> Declaration:
        """What is being worked on: the open draft, else the newest version's declaration."""
        if self.draft is not None:
            return self.draft
        return self.latest.declaration if self.latest else Declaration()


def _same_text(one: Declaration, other: Declaration) -> bool:
    """Whether two declarations differ in nothing but their looks."""
    return replace(one, layout=other.layout) == other
