"""What is said of a section, and of the whole form: how much is missing, how much is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loi_desktop.model.call import Call
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.findings import Finding, errors, is_absence
from loi_desktop.texts import Texts


@dataclass(frozen=True)
class Count:
    """Fields that are missing, and others that must be changed."""

    missing: int = 0
    wrong: int = 0

    @property
    def any(self) -> bool:
        """Whether anything keeps the Reinschrift from being made."""
        return bool(self.missing or self.wrong)


def count(findings: Iterable[Finding]) -> Count:
    """Fields, not findings: one with three faults is one to change."""
    stopping = errors(findings)
    missing = {finding.field for finding in stopping if is_absence(finding)}
    wrong = {finding.field for finding in stopping} - missing
    return Count(len(missing), len(wrong))


def until_final(open_: Count, t: Texts) -> str:
    """The line above the form."""
    if not open_.any:
        return t("ui.editor.all-there")
    if not open_.wrong:
        return t("ui.editor.until-final", n=open_.missing)
    change = t("ui.editor.until-change", n=open_.wrong)
    return f"{t('ui.editor.until-short', n=open_.missing)}, {change}" if open_.missing else change


def state(name: str, open_: Count, declaration: Declaration, call: Call | None, t: Texts) -> tuple[str, str]:
    """The word beside a section's title and its kind: *warn*, *good*, or *muted* where
    nothing was chosen and nothing has to be.
    """
    if open_.any:
        words = [t("ui.editor.missing", n=open_.missing)] if open_.missing else []
        words += [t("ui.editor.wrong", n=open_.wrong)] if open_.wrong else []
        return ", ".join(words), "warn"
    empty = _empty(name, declaration, call)
    return (t("ui.editor.empty." + empty), "muted") if empty else (t("ui.editor.complete"), "good")


def _empty(name: str, declaration: Declaration, call: Call | None) -> str:
    if name == "council":
        return "council" if declaration.council.form == "none" else ""
    if name == "enclosures":
        return "" if declaration.enclosures or declaration.copies else "enclosures"
    if name != "content" or call is None:
        return ""
    if not call.topics or any(topic.on for topic in declaration.topics.values()):
        return ""
    return "topics" if declaration.partner.name.strip() or not call.partners else "content"
