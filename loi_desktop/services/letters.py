"""The letters of the office: begin, save as one types, find, double, throw away."""

from __future__ import annotations

import contextlib
import shutil
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from loi_desktop.errors import ConflictError, InputError
from loi_desktop.model.declaration import CallRef, Council, Declaration, LetterDate
from loi_desktop.model.normal import many_lines, normalise
from loi_desktop.model.profile import Profile
from loi_desktop.model.record import Event, Record, State
from loi_desktop.paths import DataFolder
from loi_desktop.records.register import Register
from loi_desktop.services import loifile, outbox
from loi_desktop.services.calls import Calls
from loi_desktop.services.clock import Clock, stamp
from loi_desktop.services.senders import Senders, fill
from loi_desktop.services.settings import SettingsStore
from loi_desktop.services.titles import own_title

TRASH_DAYS = 30

Filter = Literal["all", "drafts", "to_sign", "to_send", "sent", "done", "trash"]

_SHOWN: dict[Filter, frozenset[State]] = {
    "drafts": frozenset({"draft"}),
    "to_sign": frozenset({"final", "to_sign", "returned"}),
    "to_send": frozenset({"signed"}),
    "sent": frozenset({"sent"}),
    "done": frozenset({"confirmed", "filed", "withdrawn"}),
}


class Summary(Struct, frozen=True):
    """A line of the list.  `title`: what tells it from others of its call, if anything does;
    `in_work`: a next version is being written beside the newest; `sent_before`: the number of
    the last version that was sent where that is not the newest, else 0.
    """

    id: str
    number: str
    state: State
    in_work: bool
    sent_before: int
    call: str
    title: str
    partner: str
    municipality: str
    reference: str
    deadline: str
    changed_at: str
    signed: bool
    trashed: bool

    @property
    def name(self) -> str:
        """What the letter is called."""
        return self.title or self.call


class Letters:
    """Every letter is one record, from the first key press on."""

    def __init__(
        self,
        register: Register,
        calls: Calls,
        senders: Senders,
        settings: SettingsStore,
        data: DataFolder,
        clock: Clock,
    ) -> None:
        self._register = register
        self._calls = calls
        self._senders = senders
        self._settings = settings
        self._data = data
        self._clock = clock

    def declaration(self, call_id: str, profile_id: str = "") -> Declaration:
        """A new declaration for this call, filled from the call and the sender profile.
        Raises InputError (`call.unknown`, `sender.unknown`).
        """
        call = self._calls.get(call_id)
        new = Declaration(call=CallRef(call.id, call.version), recipient=call.recipient)
        profile = self._profile(profile_id)
        return fill(new, profile) if profile else new

    def start(self, declaration: Declaration, event: str = "created") -> Record:
        """A record that is not stored yet; the first `save_draft` stores it."""
        now = stamp(self._clock)
        return Record(
            id=str(uuid.uuid4()),
            revision=0,
            created_at=now,
            changed_at=now,
            draft=declaration,
            history=(Event(now, event),),
        )

    def open_file(self, file: Path) -> Record:
        """A new draft made from a `.loi` file, stored.  Raises InputError."""
        return self._register.add(self.start(loifile.read(file), "from-file"))

    def save_draft(self, record: Record, declaration: Declaration) -> Record:
        """Keep what was typed.

        Where somebody else changed the letter meanwhile, what was typed here is stored as
        a letter of its own and ConflictError (`letter.kept-both`) names it by `id`.
        """
        changed = msgspec.structs.replace(record, draft=normalise(declaration))
        if record.revision == 0:
            return self._register.add(changed)
        try:
            return self._register.save(changed)
        except ConflictError as error:
            copy = self._register.add(self.start(changed.draft or declaration, "conflict-copy"))
            raise ConflictError("letter.kept-both", id=copy.id) from error

    def get(self, ref: str) -> Record:
        """By id, its first signs, or number.  Raises InputError (`record.unknown`)."""
        return self._register.get(ref)

    def list(self, shown: Filter = "all", words: str = "") -> tuple[Summary, ...]:
        """The lines of the list, newest change first."""
        records = self._register.find(words) if words.strip() else self._register.all()
        return tuple(self.summary(r) for r in records if _fits(r, shown))

    def counts(self, words: str = "") -> dict[Filter, int]:
        """How many letters each filter shows, of those in which every word occurs."""
        records = self._register.find(words) if words.strip() else self._register.all()
        filters: tuple[Filter, ...] = ("all", "drafts", "to_sign", "to_send", "sent", "done", "trash")
        return {f: sum(_fits(r, f) for r in records) for f in filters}

    def drafts_on(self, letterhead_id: str) -> tuple[Summary, ...]:
        """The drafts, also in the Papierkorb, that are to stand on this letterhead."""
        records = self._register.all()
        drafts = (r for r in records if r.draft is not None and r.draft.layout.letterhead == letterhead_id)
        return tuple(self.summary(record) for record in drafts)

    def changed(self) -> object:
        """A mark that differs when anybody has written to the register."""
        return self._register.stamp()

    def summary(self, record: Record) -> Summary:
        """What the list says of `record`."""
        current = record.current
        try:
            call = self._calls.get(current.call)
        except InputError:
            call = None
        return Summary(
            id=record.id,
            number=record.number,
            state=record.state,
            sent_before=_sent_before(record),
            in_work=record.draft is not None and bool(record.versions),
            call=call.title.de if call else current.call.id,
            title=own_title(current, call),
            partner=current.partner.name,
            municipality=current.sender.name,
            reference=current.our_reference,
            deadline=call.deadline if call else "",
            changed_at=record.changed_at,
            signed=bool(record.latest and record.latest.copies),
            trashed=bool(record.trashed_at),
        )

    def duplicate(self, ref: str) -> Record:
        """A new draft with the texts of another letter (Als Vorlage verwenden), without what
        belongs to that one alone: its date, the reference signs, what the council has decided.
        """
        current = self._register.get(ref).current
        fresh = msgspec.structs.replace(
            current,
            date=LetterDate(),
            our_reference="",
            your_reference="",
            your_message="",
            council=Council(body=current.council.body),
        )
        return self._register.add(self.start(fresh, "from-letter"))

    def next_draft(self, ref: str) -> Record:
        """Open the next draft beside the newest version (Neue Fassung)."""

        def begin(record: Record) -> Record:
            if record.draft is not None or not record.versions:
                return record
            event = Event(stamp(self._clock), "next-draft", len(record.versions) + 1)
            return msgspec.structs.replace(
                record, draft=record.shown.declaration, history=(*record.history, event)
            )

        return self._register.change(ref, begin)

    def drop_draft(self, ref: str) -> Record:
        """Give up the next draft; the versions stay.  A letter without one is unchanged."""

        def drop(record: Record) -> Record:
            if not record.versions or record.draft is None:
                return record
            event = Event(stamp(self._clock), "draft-dropped")
            return msgspec.structs.replace(record, draft=None, history=(*record.history, event))

        return self._register.change(ref, drop)

    def note(self, ref: str, text: str) -> Record:
        """Set the letter's note; it never leaves the house."""
        return self._register.change(ref, lambda r: msgspec.structs.replace(r, notes=many_lines(text)))

    def trash(self, ref: str) -> Record:
        """Into the Papierkorb; `restore` takes it out again."""
        return self._mark(ref, stamp(self._clock), "trashed")

    def restore(self, ref: str) -> Record:
        """Out of the Papierkorb."""
        return self._mark(ref, "", "restored")

    def remove(self, ref: str) -> None:
        """Delete for good, with its files and the copies to hand out.  Only what lies in the
        Papierkorb.

        Raises InputError (`record.not-in-trash`), OutputError where a copy cannot be removed.
        """
        record = self._register.get(ref)
        if not record.trashed_at:
            raise InputError("record.not-in-trash", ref=record.number or record.id[:8])
        outbox.forget(self._data, record)
        self._register.remove(record.id)
        shutil.rmtree(self._data.letter(record.id), ignore_errors=True)

    def empty_old_trash(self) -> int:
        """Delete what was never sent and has lain in the Papierkorb for 30 days, the files of
        signed copies that were taken out as long ago, and what another program had open when
        its letter was deleted.  Returns how many letters went.
        """
        for gone in self._register.removed():
            shutil.rmtree(self._data.letter(gone), ignore_errors=True)
        limit = self._clock.now() - timedelta(days=TRASH_DAYS)
        for record in self._register.all():
            for copy in (copy for version in record.versions for copy in version.signed):
                if copy.removed and _moment(copy.removed) < limit:
                    with contextlib.suppress(OSError):  # in use: the next start tries again
                        (self._data.letter(record.id) / copy.file).unlink(missing_ok=True)
        old = [
            r
            for r in self._register.all()
            if r.trashed_at and _moment(r.trashed_at) < limit and not _was_sent(r)
        ]
        for record in old:
            self.remove(record.id)
        return len(old)

    def _profile(self, profile_id: str) -> Profile | None:
        if not profile_id:
            return self._senders.usual(self._settings.load().profile)
        profile = self._senders.get(profile_id)
        if profile is None:
            raise InputError("sender.unknown", ref=profile_id)
        return profile

    def _mark(self, ref: str, trashed_at: str, event: str) -> Record:
        def mark(record: Record) -> Record:
            entry = Event(stamp(self._clock), event)
            return msgspec.structs.replace(record, trashed_at=trashed_at, history=(*record.history, entry))

        return self._register.change(ref, mark)


def _fits(record: Record, shown: Filter) -> bool:
    if shown == "trash" or record.trashed_at:
        return shown == "trash" and bool(record.trashed_at)
    if shown == "drafts":
        return record.draft is not None
    return shown == "all" or record.state in _SHOWN[shown]


def _sent_before(record: Record) -> int:
    if record.latest is None or record.latest.done("sent"):
        return 0
    return max((v.number for v in record.versions if v is not record.latest and v.done("sent")), default=0)


def _was_sent(record: Record) -> bool:
    return any(step.step == "sent" for version in record.versions for step in version.steps)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
