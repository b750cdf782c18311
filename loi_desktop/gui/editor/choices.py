"""What can be chosen in the form: fixed lists with their words, and lists of this office."""

from __future__ import annotations

from collections.abc import Mapping

from loi_desktop.gui.context import Ui
from loi_desktop.model.declaration import Declaration

Options = tuple[tuple[object, str], ...]

# value in the model, last part of the text's key
_FIXED: Mapping[str, tuple[str, ...]] = {
    "address_forms": ("", "Herr", "Frau", "name"),
    "date_modes": ("at_final", "fixed", "blank"),
    "council_forms": ("none", "reservation", "reservation_budget", "will_discuss", "noted", "agreed"),
    "signing_for": ("", "In Vertretung", "Im Auftrag"),
    "genders": ("", "f", "m", "n"),
    "authority_places": ("info", "return_line"),
    "forms": ("B", "A"),
    "languages": ("de", "en"),
}

SIZES_PT = (10.0, 10.5, 11.0, 11.5, 12.0)

# Words that stand in the letter, so they are German whatever the window's language is.
PROPOSALS: Mapping[str, tuple[str, ...]] = {
    "kinds": (
        "Stadt", "Gemeinde", "Markt", "Kreis", "Landkreis", "Kreisfreie Stadt", "Landeshauptstadt",
        "Hansestadt", "Universitätsstadt", "Amt", "Verbandsgemeinde", "Samtgemeinde", "Regionalverband",
        "Region",
    ),
    "bodies": (
        "Der Rat", "Der Stadtrat", "Der Gemeinderat", "Der Kreistag", "Die Stadtverordnetenversammlung",
        "Die Gemeindevertretung", "Die Bürgerschaft", "Der Hauptausschuss", "Der Haupt- und Finanzausschuss",
    ),
    "offices": (
        "Oberbürgermeister", "Oberbürgermeisterin", "Bürgermeister", "Bürgermeisterin", "Landrat",
        "Landrätin", "Beigeordneter", "Beigeordnete", "Erster Beigeordneter", "Erste Beigeordnete",
        "Amtsdirektor", "Amtsdirektorin",
    ),
    "authorities": (
        "Der Oberbürgermeister", "Die Oberbürgermeisterin", "Der Bürgermeister", "Die Bürgermeisterin",
        "Der Landrat", "Die Landrätin", "Der Amtsdirektor", "Die Amtsdirektorin",
    ),
}  # fmt: skip


class Choices:
    """The options of a field, as things are now."""

    def __init__(self, ui: Ui) -> None:
        self._ui = ui
        self.families: tuple[str, ...] = ()

    def of(self, name: str, declaration: Declaration) -> Options:
        """Values and words of the list `name`; what is chosen now is always among them."""
        if name in _FIXED:
            key = "ui.choice." + name
            return tuple(
                (value, self._ui.texts(f"{key}.{value or 'empty'}".replace(" ", "-")))
                for value in _FIXED[name]
            )
        found: Options = getattr(self, f"_{name}")()
        return self._with_present(found, name, declaration)

    def _with_present(self, found: Options, name: str, declaration: Declaration) -> Options:
        layout = declaration.layout
        present = {
            "calls": declaration.call.id,
            "letterheads": layout.letterhead,
            "fonts": layout.font,
            "sizes": layout.size,
        }[name]
        if any(value == present for value, _ in found):
            return found
        word = str(present).replace(".", ",") if name == "sizes" else str(present)
        gone = word if name in {"fonts", "sizes"} else self._ui.texts(f"ui.choice.{name}.gone", ref=word)
        return (*found, (present, gone))

    def _calls(self) -> Options:
        language = self._ui.texts.language
        return tuple((call.id, call.title.get(language)) for call in self._ui.desk.calls.list())

    def _letterheads(self) -> Options:
        stored = tuple((info.id, info.name) for info in self._ui.desk.letterheads.list())
        return (("", self._ui.texts("ui.choice.letterheads.none")), *stored)

    def _fonts(self) -> Options:
        return tuple((family, family) for family in self.families)

    def _sizes(self) -> Options:
        decimal = "," if self._ui.texts.language == "de" else "."
        return tuple(
            (size, self._ui.texts("ui.choice.sizes.pt", n=f"{size:g}".replace(".", decimal)))
            for size in SIZES_PT
        )
