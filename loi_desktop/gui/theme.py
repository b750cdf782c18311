"""Looks by palette alone: light, dark and high contrast; the 8-pixel grid."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

GRID = 8  # logical pixels; every distance is a multiple or a half of it


@dataclass(frozen=True)
class Colours:
    """The few colours beside Qt's palette roles; text on its ground reaches 4.5 : 1."""

    window: str
    surface: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    desk: str
    edge: str  # of fields and boxes: 3 : 1 on surface


LIGHT = Colours(
    window="#f3f4f6", surface="#ffffff", line="#d5d8dd", text="#1b1f24", muted="#59616b",
    accent="#1f5fa8", on_accent="#ffffff", accent_soft="#e5eefa",
    good="#1c6b2d", good_soft="#e4f3e7", warn="#7c4f00", warn_soft="#fdf1d6",
    bad="#a4201b", bad_soft="#fbe7e6", desk="#dfe2e6", edge="#868d96",
)  # fmt: skip
DARK = Colours(
    window="#1e2126", surface="#272b31", line="#434951", text="#eceef1", muted="#abb3bd",
    accent="#6ea8ec", on_accent="#0d1a2b", accent_soft="#2a3b52",
    good="#84cf95", good_soft="#22392a", warn="#e9bd62", warn_soft="#3f3520",
    bad="#f2928c", bad_soft="#482a2a", desk="#15171a", edge="#7d8691",
)  # fmt: skip


# Fusion draws the edge of a field in its window colour, darkened by this per cent: too
# little for the 3 : 1 that an edge needs, and in the dark none at all.
_FUSION_DARKENS = 140
_FIELDS = (
    "QLineEdit", "QAbstractSpinBox", "QComboBox", "QTextEdit", "QPlainTextEdit", "QCheckBox", "QRadioButton"
)  # fmt: skip


class Theme:
    """Knows which colours are in use and paints the application's palette with them.

    *system* follows the desktop; a high-contrast desktop keeps its own palette, and the
    colours here are then taken from it.
    """

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self.colours = LIGHT

    def apply(self, choice: str) -> None:
        """`choice`: *system*, *light* or *dark*."""
        hints = self._application.styleHints()
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        if choice in schemes:
            hints.setColorScheme(schemes[choice])
        else:
            hints.unsetColorScheme()
        self._application.setStyle("Fusion")
        dark = choice == "dark" or (choice == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
        if self._high_contrast():
            self.colours = _from_palette(self._application.palette())
            return
        self.colours = DARK if dark else LIGHT
        palette = _palette(self.colours)
        self._application.setPalette(palette)
        palette.setColor(QPalette.ColorRole.Window, QColor(self.colours.edge).lighter(_FUSION_DARKENS))
        for kind in _FIELDS:
            # PySide's stub asks for bytes, PySide itself for text
            self._application.setPalette(palette, kind)  # type: ignore[arg-type]

    def _high_contrast(self) -> bool:
        hints = self._application.styleHints()
        accessibility = getattr(hints, "accessibility", None)
        if accessibility is None:
            return False
        return accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in {
        role.Window: c.window, role.WindowText: c.text, role.Base: c.surface, role.AlternateBase: c.window,
        role.Text: c.text, role.Button: c.surface, role.ButtonText: c.text, role.BrightText: c.bad,
        role.Highlight: c.accent, role.HighlightedText: c.on_accent, role.Link: c.accent,
        role.LinkVisited: c.accent, role.ToolTipBase: c.surface, role.ToolTipText: c.text,
        role.PlaceholderText: c.muted, role.Accent: c.accent, role.Mid: c.line, role.Midlight: c.line,
        role.Light: c.surface, role.Dark: c.muted, role.Shadow: c.line,
    }.items():  # fmt: skip
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(c.muted))
    return palette


def _from_palette(palette: QPalette) -> Colours:
    def name(role: QPalette.ColorRole) -> str:
        return palette.color(role).name()

    role = QPalette.ColorRole
    window, base, text = name(role.Window), name(role.Base), name(role.WindowText)
    accent, on_accent = name(role.Highlight), name(role.HighlightedText)
    return Colours(
        window=window, surface=base, line=text, text=text, muted=text, accent=accent, on_accent=on_accent,
        accent_soft=base, good=text, good_soft=base, warn=text, warn_soft=base, bad=text, bad_soft=base,
        desk=window, edge=text,
    )  # fmt: skip


def tint(widget: QWidget, role: QPalette.ColorRole, colour: str) -> None:
    """Set one palette role of one widget."""
    palette = widget.palette()
    palette.setColor(role, QColor(colour))
    widget.setPalette(palette)


def scaled(widget: QWidget, factor: float, *, bold: bool = False) -> None:
    """Set a widget's font relative to the system's."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    widget.setFont(font)


def heading(text: str, factor: float = 1.5) -> QLabel:
    """A heading in a page or card."""
    label = QLabel(text)
    scaled(label, factor, bold=True)
    label.setWordWrap(True)
    return label


def muted(text: str, colours: Colours) -> QLabel:
    """A line of secondary text."""
    label = QLabel(text)
    label.setWordWrap(True)
    tint(label, QPalette.ColorRole.WindowText, colours.muted)
    return label


def primary(text: str, colours: Colours) -> QPushButton:
    """The one accent button of a page."""
    from loi_desktop.gui.widgets.button import Button

    button = Button(text, accent=True)
    tint(button, QPalette.ColorRole.Highlight, colours.accent)
    tint(button, QPalette.ColorRole.HighlightedText, colours.on_accent)
    return button


def roomy(button: QPushButton) -> QPushButton:
    """Give a button the height of a good target (at least 32 logical pixels)."""
    button.setMinimumHeight(4 * GRID)
    return button


def mix(first: str, second: str, share: float) -> str:
    """A colour between two; `share` 0 is the first, 1 the second."""
    a, b = QColor(first), QColor(second)
    return QColor(
        round(a.red() + (b.red() - a.red()) * share),
        round(a.green() + (b.green() - a.green()) * share),
        round(a.blue() + (b.blue() - a.blue()) * share),
    ).name()
