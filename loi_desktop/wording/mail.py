"""Subject and text of the e-mail that carries the letter."""

from __future__ import annotations

import re
from datetime import date

from loi_desktop.model.call import Call
from loi_desktop.model.declaration import Declaration, Language
from loi_desktop.model.normal import one_line
from loi_desktop.model.text import Row, plain
from loi_desktop.wording.resolve import resolved
from loi_desktop.wording.template import runs
from loi_desktop.wording.values import Situation


def mail_text(declaration: Declaration, call: Call, language: Language, today: date) -> tuple[str, str]:
    """Subject (one line) and text of the e-mail, in the words of the call.

    As in the letter, a sentence whose placeholder has nothing to say falls away.
    """
    now = Situation(declaration, call, language, today)
    subject = _filled(call.mail.subject.get(language), now)
    body = "\n".join(_filled(line, now) for line in _lines(call.mail.body.get(language), now))
    return one_line(subject), re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"


def _lines(text: str, now: Situation) -> list[str]:
    """The template's lines without those that would be left with nothing."""
    return [line for line in text.split("\n") if not line.strip() or _filled(line, now)]


def _filled(line: str, now: Situation) -> str:
    return plain(resolved((Row(runs(line)),), now, "keep"))
