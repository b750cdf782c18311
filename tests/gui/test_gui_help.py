"""Every page has help in both languages, and its links lead somewhere."""

import re

import pytest

from loi_desktop.gui.help.page import TOPICS, HelpPage, help_file


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("topic", TOPICS)
def test_help_is_there_and_its_links_lead_to_help(topic, language):
    text = help_file(language, topic).read_text("utf-8")
    assert text.startswith("# ")
    for link in re.findall(r"\]\(([^)]*)\)", text):
        assert help_file(language, link.removesuffix(".md")).is_file()


def test_both_languages_say_the_same_things():
    for topic in TOPICS:
        german, english = (help_file(language, topic).read_text("utf-8") for language in ("de", "en"))
        assert shape(german) == shape(english)


def shape(text):
    """Headings, list items and table rows, in their order."""
    return [line.split()[0] for line in text.splitlines() if re.match(r"#|- |\d\.|\|", line)]


@pytest.mark.parametrize("page", ["welcome", "new", "letters", "letterheads", "senders", "calls", "settings"])
def test_each_page_finds_its_help(window, page):
    window.go(page)
    window.help()
    assert isinstance(window.page, HelpPage)
    assert window.page.reader.text.toPlainText().strip()
    window.back()
    assert window.page.name == page


def test_a_link_shows_the_other_page(window, qtbot):
    from PySide6.QtCore import QUrl

    window.help("start")
    window.page._follow(QUrl("senders.md"))
    assert window.page.reader.text.toPlainText().startswith("Absender")
    window.page._follow(QUrl("https://example.org/"))
    assert window.page.reader.text.toPlainText().startswith("Erste Schritte")
