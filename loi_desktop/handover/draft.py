"""The e-mail draft: an RFC 5322 message that mail programs open as an unsent one.

`X-Unsent: 1` opens a compose window in Outlook and Thunderbird.  Date, Message-ID and
From are left out: the program that sends adds them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePosixPath

from msgspec import Struct

from loi_desktop.errors import InputError
from loi_desktop.model.findings import Finding
from loi_desktop.model.normal import many_lines, one_line

_PDF = "application/pdf"

# Limits that German towns publish are 5, 10 and 20 MB for the whole message, which is a
# third larger than its PDF.  We warn with the PDF's 3.5 MB and 7 MB, counted as messages.
_LARGE_BYTES = 3_500_000
_VERY_LARGE_BYTES = 7_000_000

# ` filename="…"` must fit in a line of 78: Outlook mistakes names continued as in RFC 2231.
_MOST_NAME = 64
_MOST_SUFFIX = 8
_MOST_LINE = 78

_SPELLED_OUT = {
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ẞ": "SS", "æ": "ae", "œ": "oe", "ø": "oe", "ð": "d",
    "đ": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "ng", "ŧ": "t", "ǥ": "g", "ə": "e", "ĸ": "k",
}  # fmt: skip
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin|conout|clock|com\d|lpt\d)", re.IGNORECASE)
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


class Mail(Struct, frozen=True):
    """A message before it is written.  `attachment` is a PDF; `attachment_name` becomes ASCII.
    `enclosed`: further PDFs, name and content.
    """

    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    body: str
    attachment: bytes
    attachment_name: str
    enclosed: tuple[tuple[str, bytes], ...] = ()


def ascii_name(name: str) -> str:
    """`name` as a file name that every mail program, gateway and archive takes.

    ASCII letters, digits, `.`, `_` and `-`; umlauts spelled out; at most 64 characters,
    the suffix kept; never empty, never a name that Windows reserves.  Folders fall away.
    """
    plain = _spelled(one_line(name).replace("\\", "/").rstrip("/ .").rpartition("/")[2])
    decomposed = unicodedata.normalize("NFKD", plain)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    tidy = re.sub(r"_*[^A-Za-z0-9._-]+_*", "_", letters)
    suffix = PurePosixPath(tidy).suffix
    if not 1 < len(suffix) <= _MOST_SUFFIX or not suffix[1:].isalnum():
        suffix = ".pdf" if tidy.lower() == ".pdf" else ""
    stem = _trimmed(tidy.removesuffix(suffix) if suffix else tidy)
    if _RESERVED.fullmatch(stem.partition(".")[0]):
        stem = f"Datei_{stem}"
    return (_trimmed(stem[: _MOST_NAME - len(suffix)]) or "Dokument") + suffix


def _trimmed(stem: str) -> str:
    return stem.strip("._- ")


def _spelled(text: str) -> str:
    """Letters that do not decompose, and umlauts the German way; *ÄMTER* gives *AEMTER*."""
    parts = []
    for place, letter in enumerate(text):
        spelled = _SPELLED_OUT.get(letter) or _SPELLED_OUT.get(letter.lower(), "")
        if spelled and letter.isupper() and letter != "ẞ":
            loud = text[place + 1 : place + 2].isupper() or (
                place + 1 == len(text) and text[place - 1 : place].isupper()
            )
            spelled = spelled.upper() if loud else spelled.capitalize()
        parts.append(spelled or letter)
    return "".join(parts)


def safe_address(text: str) -> str:
    """The one address in `text`, in ASCII: a domain with umlauts is written as IDNA.

    Raises InputError (`mail.address`) for anything else, also for umlauts left of the @:
    few servers take them.
    """
    import idna

    local, at, domain = text.strip().rpartition("@")
    try:
        ascii_domain = idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        ascii_domain = ""
    whole = f"{local}{at}{ascii_domain}"
    fits = len(local) <= 64 and len(whole) <= 254 and not ascii_domain.endswith(".")
    if not (at and ascii_domain and fits and _LOCAL_PART.fullmatch(local)):
        raise InputError("mail.address", address=one_line(text).strip()[:80])
    return whole


def readable_address(text: str) -> str:
    """The one address in `text` for people: *info@münster.example*, also where it was typed
    as IDNA.  Raises as `safe_address`.
    """
    import idna

    local, _, domain = safe_address(text).rpartition("@")
    try:
        return f"{local}@{idna.decode(domain)}"
    except idna.IDNAError:  # `uts46` took more than the strict way back
        return f"{local}@{domain}"


def build(mail: Mail) -> bytes:
    """The draft as bytes: pure ASCII, CRLF, the same for the same mail.

    Subject and text lose control characters; line ends in the subject become spaces.
    Raises InputError (`mail.address`).
    """
    message = EmailMessage(policy=SMTP)
    message.set_content(_text(mail.body), cte="quoted-printable")
    whole = hashlib.sha256()
    for name, content in ((mail.attachment_name, mail.attachment), *mail.enclosed):
        message.add_attachment(content, maintype="application", subtype="pdf", filename=ascii_name(name))
        whole.update(content)
    # neither quoted-printable nor base64 can hold „=_“
    message.set_boundary(f"=_{whole.hexdigest()[:32]}")
    return _head(mail).encode("ascii") + message.as_bytes()


def _text(body: str) -> str:
    """Without spaces at the ends of lines: Thunderbird joins such a line with the next."""
    return "\n".join(line.rstrip() for line in many_lines(body).split("\n"))


def _head(mail: Mail) -> str:
    """The headers that carry what was typed.

    Written here and not by the standard library, which adds or loses spaces where long
    subjects are folded, and reads `=?` that somebody typed as markup.
    """
    fields = ["X-Unsent: 1"]
    for name, addresses in (("To", mail.to), ("Cc", mail.cc)):
        if addresses:
            fields.append(f"{name}: " + ",\r\n ".join(safe_address(a) for a in addresses))
    subject = one_line(mail.subject).strip()
    if subject:
        fields.append(f"Subject: {_encoded(subject, _MOST_LINE - len('Subject: '))}")
    return "\r\n".join(fields) + "\r\n"


def _encoded(text: str, room: int) -> str:
    """`text` for a header line with `room` characters left; RFC 2047 where it needs it."""
    if text.isascii() and len(text) <= room and "=?" not in text:
        return text
    words, word = [], ""
    for letter in text:
        piece = _q(letter)
        if len(word) + len(piece) > room - len("=?utf-8?q??="):
            words.append(word)
            word = ""
        word += piece
    return "\r\n ".join(f"=?utf-8?q?{w}?=" for w in (*words, word))


def _q(letter: str) -> str:
    if letter.isascii() and letter.isalnum():
        return letter
    return "_" if letter == " " else "".join(f"={byte:02X}" for byte in letter.encode())


def attachments(message: bytes) -> tuple[bytes, ...]:
    """The PDFs that a draft carries, in their order; none in what is no message."""
    parts = (part for part in message_from_bytes(message).walk() if part.get_content_type() == _PDF)
    contents = (part.get_payload(decode=True) for part in parts)
    return tuple(content for content in contents if isinstance(content, bytes))


def size_finding(eml_bytes: int) -> Finding | None:
    """A notice when a message of `eml_bytes` may be too large for a town's mail server.

    `mb` in the finding is rounded to whole megabytes (1,000,000 bytes).
    """
    if eml_bytes <= _LARGE_BYTES:
        return None
    code = "mail.very-large" if eml_bytes > _VERY_LARGE_BYTES else "mail.large"
    return Finding(code, "notice", data={"mb": round(eml_bytes / 1_000_000)})
