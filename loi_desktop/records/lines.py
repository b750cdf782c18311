"""What a file of the register looks like: JSON Lines, each line with its own checksum.

Every line is `["crc32",payload]` and ends in LF; the checksum stands over the bytes of
the payload.  Line 0 is the header, the next `header.lines` lines are the snapshot, what
follows are the changes since, one line for each write.  docs/register-format.md shows it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

FORMAT = 1

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]

_PAYLOAD = 12  # `["`, eight hexadecimal digits, `",`


class Put(Struct, frozen=True, array_like=True, tag="put"):
    """The document `id` of `table` is now `document`."""

    table: str
    id: int
    document: Document


class Delete(Struct, frozen=True, array_like=True, tag="del"):
    """The document `id` of `table` is gone."""

    table: str
    id: int


class Clear(Struct, frozen=True, array_like=True, tag="clear"):
    """`table` is there and has no documents."""

    table: str


class Drop(Struct, frozen=True, array_like=True, tag="drop"):
    """`table` is gone."""

    table: str


Change = Put | Delete | Clear | Drop


class Line(Struct, frozen=True, array_like=True):
    """A write: the line's number in its file, and what changed."""

    number: int
    changes: tuple[Change, ...]


class Header(Struct, frozen=True):
    """Line 0.  `schema`: of the documents; `lines`: how many lines are the snapshot."""

    format: int
    schema: Annotated[int, Meta(ge=1)]
    lines: Annotated[int, Meta(ge=0)]


class _Format(Struct, frozen=True):
    format: int


class Content(Struct, frozen=True):
    """A file that was read to its last complete line.

    `size` and `snapshot` are bytes: of all complete lines, and of header and snapshot;
    `lines` counts them all; `last` is the last complete line with its LF.
    """

    tables: Tables
    schema: int
    lines: int
    size: int
    snapshot: int
    last: bytes


class Broken(Exception):  # noqa: N818 – never leaves the room
    """Line `line` is complete and yet not what was written."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Newer(Exception):  # noqa: N818 – never leaves the room
    """A newer program wrote this file."""


_line = msgspec.json.Decoder(Line)
_header = msgspec.json.Decoder(Header)
_format = msgspec.json.Decoder(_Format)


def sealed(value: Line | Header) -> bytes:
    """The line on disk.  Raises what msgspec raises for a value that JSON cannot hold."""
    payload = msgspec.json.encode(value)
    return b'["%08x",%b]\n' % (zlib.crc32(payload), payload)


def same_as_stored(changes: Iterable[Change]) -> tuple[Change, ...]:
    """`changes` as they will be read back; shares nothing with what the caller holds."""
    return _line.decode(msgspec.json.encode(Line(0, tuple(changes)))).changes


def snapshot(tables: Tables, schema: int) -> tuple[bytes, Content]:
    """A whole new file that holds `tables`, as bytes and as it will be read."""
    changes: list[Change] = []
    for table, documents in tables.items():
        if not documents:
            changes.append(Clear(table))
        changes += [Put(table, int(number), document) for number, document in documents.items()]
    parts = [sealed(Header(FORMAT, schema, len(changes)))]
    parts += [sealed(Line(number, (change,))) for number, change in enumerate(changes, 1)]
    data = b"".join(parts)
    return data, Content(tables, schema, len(parts), len(data), len(data), parts[-1])


def read(data: bytes) -> Content:
    """The whole file; what follows its last LF was never acknowledged and is left out.

    Raises Broken, and Newer where the header says so.
    """
    complete, size = _complete(data, 0)
    if not complete:
        raise Broken(0)
    header = _read_header(complete[0])
    if len(complete) <= header.lines:
        raise Broken(len(complete))
    tables: Tables = {}
    for line in parsed(complete[1:], 1):
        for change in line.changes:
            apply(change, tables)
    base = sum(map(len, complete[: header.lines + 1]))
    return Content(tables, header.schema, len(complete), size, base, complete[-1])


def news(data: bytes, last: bytes, number: int) -> tuple[list[Line], bytes, int]:
    """What was written after the line `last`, with which `data` has to begin; `number` is
    the number of the next line.  Also the new last line and the bytes to go forward.

    Raises Broken, also where the file was changed before `last`.
    """
    if not data.startswith(last):
        raise Broken(number - 1)
    complete, size = _complete(data[len(last) :], number)
    return list(parsed(complete, number)), complete[-1] if complete else last, size


def parsed(complete: Iterable[bytes], number: int) -> Iterable[Line]:
    """The writes that these complete lines hold; the first has this number.  Raises Broken."""
    for expected, raw in enumerate(complete, number):
        try:
            line = _line.decode(_payload(raw))
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            raise Broken(expected) from error
        if line.number != expected:
            raise Broken(expected)
        yield line


def apply(change: Change, tables: Tables) -> None:
    """Do `change` to `tables`."""
    if isinstance(change, Put):
        tables.setdefault(change.table, {})[str(change.id)] = change.document
    elif isinstance(change, Delete):
        tables.get(change.table, {}).pop(str(change.id), None)
    elif isinstance(change, Clear):
        tables[change.table] = {}
    else:
        tables.pop(change.table, None)


def _read_header(raw: bytes) -> Header:
    try:
        payload = _payload(raw)
        if _format.decode(payload).format > FORMAT:
            raise Newer
        return _header.decode(payload)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise Broken(0) from error


def _payload(raw: bytes) -> bytes:
    payload = raw[_PAYLOAD:-2]
    if raw != b'["%08x",%b]\n' % (zlib.crc32(payload), payload):
        raise ValueError("checksum")
    return payload


def _complete(data: bytes, number: int) -> tuple[list[bytes], int]:
    """The lines that end in LF, and their bytes.

    A writer that died leaves the beginning of a line; a whole sound line with another byte
    in the place of its LF was acknowledged once and is damage.
    """
    *parts, rest = data.split(b"\n")
    lines = [part + b"\n" for part in parts]
    if rest and rest[-1:] != b"\0":
        try:
            _payload(rest[:-1] + b"\n")
        except ValueError:
            pass
        else:
            raise Broken(number + len(lines))
    return lines, len(data) - len(rest)
