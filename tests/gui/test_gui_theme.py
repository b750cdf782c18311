"""Colours: what is read reaches 4.5 : 1, edges 3 : 1, in light and dark."""

from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLineEdit

from loi_desktop.gui.register.rows import state_colours
from loi_desktop.gui.theme import DARK, LIGHT, Theme

STATES = ("draft", "final", "to_sign", "returned", "signed", "sent", "confirmed", "filed", "withdrawn")


def luminance(colour):
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(colour).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, two):
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_its_ground(colours):
    c = asdict(colours)
    pairs = [
        (text, ground) for text in ("text", "muted", "accent", "bad") for ground in ("window", "surface")
    ]
    pairs += [(name, f"{name}_soft") for name in ("accent", "good", "warn", "bad")]
    pairs += [("on_accent", "accent"), ("text", "accent_soft"), ("muted", "accent_soft")]
    poor = {
        pair: round(contrast(c[pair[0]], c[pair[1]]), 2)
        for pair in pairs
        if contrast(c[pair[0]], c[pair[1]]) < 4.5
    }
    assert poor == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_every_state_can_be_read(colours, state):
    assert contrast(*state_colours(state, colours)) >= 4.5


@pytest.mark.parametrize(("choice", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_edge_of_a_field_can_be_seen(qtbot, qapp, choice, colours):
    """Measured in the picture: the darkest or lightest dot of the field's left edge."""
    Theme(qapp).apply(choice)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(120, 32)
    image = field.grab().toImage()
    edge = max((image.pixelColor(x, 16).name() for x in range(3)), key=lambda c: contrast(c, colours.surface))
    Theme(qapp).apply("light")
    assert contrast(edge, colours.surface) >= 3.0


def test_the_palette_is_the_theme(qapp):
    theme = Theme(qapp)
    theme.apply("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    theme.apply("light")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window
