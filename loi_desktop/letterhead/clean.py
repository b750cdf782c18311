"""A page's content made fit to lie under a tagged PDF/A letter.

What cannot be cured raises Unfit: the page is then taken as a picture.  The numbers of
sections are those of ISO 19005-2.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from loi_desktop.letterhead.fonts import cure_font

# 6.2.2: only operators of ISO 32000-1.  Marked content (BMC … DP) is left out: foreign
# numbers would clash with the letter's own structure; BX and EX have nothing left to guard.
_OPERATORS = {
    "b", "B", "b*", "B*", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "ET", "BT", "f", "F", "f*", "G",
    "g", "gs", "h", "i", "j", "J", "K", "k", "l", "m", "M", "n", "q", "Q", "re", "RG", "rg", "ri", "s", "S",
    "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw",
    "Tz", "v", "w", "W", "W*", "y", "'", '"',
}  # fmt: skip
_USES = {"Tf": "/Font", "Do": "/XObject", "gs": "/ExtGState", "sh": "/Shading"}
_INTENTS = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
_BLENDING = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge",
    "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color",
    "/Luminosity",
}  # fmt: skip
_FORM_KEYS = (
    "/StructParents", "/StructParent", "/OC", "/PieceInfo", "/LastModified", "/Metadata", "/OPI", "/Ref",
    "/PS", "/Subtype2", "/AF", "/Measure", "/PtData",
)  # fmt: skip
_IMAGE_KEYS = (
    "/Interpolate",
    "/Alternates",
    "/OPI",
    "/OC",
    "/StructParent",
    "/Metadata",
    "/AF",
    "/ID",
    "/Name",
)
_STATE_KEYS = ("/TR", "/TR2", "/HTP", "/HT", "/HTO", "/OPM", "/OP", "/op", "/BG", "/BG2", "/UCR", "/UCR2")
_DEEPEST = 24  # forms within forms; q within q may be 28 deep at most (6.1.13), the letter needs some
_LARGEST_CONTENT = 6 << 20


class Unfit(Exception):  # noqa: N818 - not an error: the reason to take the page as a picture
    """The page cannot be kept as it is; `reason` is a word for the finding."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


class Cleaner:
    """Cleans one form and everything it uses, each object once."""

    def __init__(self, pdf: pikepdf.Pdf, cmyk: Object) -> None:
        self._cmyk = cmyk
        self._hidden = _hidden_layers(pdf)
        self._seen: set[tuple[int, int]] = set()

    def clean(self, form: Any, parent: Any = None, depth: int = 0) -> None:
        """Rewrite `form` in place.  Raises Unfit."""
        if self._was_here(form):
            return
        if depth > _DEEPEST:
            raise Unfit("nested")
        for key in _FORM_KEYS:
            _drop(form, key)
        given = form.get("/Resources", parent)  # 6.2.2: no silent inheritance from the page
        given = given if isinstance(given, Dictionary) else Dictionary()
        content, used = self._content(form, given)
        form.Resources = resources = self._resources(given, used)
        form.write(content)
        self._cure_group(form)
        self._uses(resources, depth)

    def _was_here(self, thing: Any) -> bool:
        if not thing.is_indirect:
            return False
        known = thing.objgen in self._seen
        self._seen.add(thing.objgen)
        return known

    def _content(self, form: Any, given: Any) -> tuple[bytes, dict[str, set[str]]]:
        if len(form.read_bytes()) > _LARGEST_CONTENT:
            raise Unfit("heavy")
        kept: list[Any] = []
        used: dict[str, set[str]] = defaultdict(set)
        depth = 0
        for step in pikepdf.parse_content_stream(form):
            operator = str(step.operator)
            if operator == "INLINE IMAGE":
                _check_inline(step.iimage)
                used["/ColorSpace"] |= set(given.get("/ColorSpace", Dictionary()).keys())
            elif operator in {"BDC", "DP"}:
                self._check_layer(step.operands, given)
                continue
            elif operator not in _OPERATORS or (operator == "ri" and str(step.operands[0]) not in _INTENTS):
                continue
            elif operator in {"q", "Q"}:
                depth += 1 if operator == "q" else -1
                if depth < 0:
                    depth = 0
                    continue
                if depth > _DEEPEST:
                    raise Unfit("nested")
            _note_use(operator, step.operands, used)
            kept.append(step)
        return pikepdf.unparse_content_stream(kept) + b"\nQ" * depth, used

    def _check_layer(self, operands: Any, given: Any) -> None:
        """A layer that is switched off would become visible once its marks are gone."""
        if str(operands[0]) != "/OC" or self._hidden == set():
            return
        layer = given.get("/Properties", Dictionary()).get(str(operands[1]))
        members = layer.get("/OCGs", layer) if isinstance(layer, Dictionary) else None
        each = list(members) if isinstance(members, Array) else [members]
        if self._hidden is None or any(m is not None and m.objgen in self._hidden for m in each):
            raise Unfit("hidden-layer")

    def _resources(self, given: Any, used: dict[str, set[str]]) -> Dictionary:
        """A dictionary of its own, with nothing in it that the content does not use."""
        own = Dictionary()
        for kind in ("/Font", "/XObject", "/ExtGState", "/Shading", "/Pattern", "/ColorSpace"):
            names = used.get(kind, set())
            found = {k: v for k, v in given.get(kind, Dictionary()).items() if k in names}
            if found:
                own[kind] = Dictionary(found)
        if "/ColorSpace" not in own:
            own["/ColorSpace"] = Dictionary()
        for key in ("/DefaultRGB", "/DefaultGray"):
            if key in given.get("/ColorSpace", Dictionary()):
                own["/ColorSpace"][key] = given["/ColorSpace"][key]
        # cures operators, images, gradients and spot colours alike (6.2.4.3)
        own["/ColorSpace"]["/DefaultCMYK"] = self._cmyk
        return own

    def _cure_group(self, form: Any) -> None:
        group = form.get("/Group")
        if isinstance(group, Dictionary) and str(group.get("/CS")) == "/DeviceCMYK":
            group.CS = self._cmyk

    def _uses(self, resources: Any, depth: int) -> None:
        for font in resources.get("/Font", Dictionary()).values():
            self._font(font, resources, depth)
        for state in resources.get("/ExtGState", Dictionary()).values():
            self._state(state, resources, depth)
        for pattern in resources.get("/Pattern", Dictionary()).values():
            if int(pattern.get("/PatternType", 0)) == 1:
                self.clean(pattern, resources, depth + 1)
            elif "/ExtGState" in pattern:
                self._state(pattern.ExtGState, resources, depth)
        for thing in resources.get("/XObject", Dictionary()).values():
            self._xobject(thing, resources, depth)

    def _font(self, font: Any, resources: Any, depth: int) -> None:
        problem = cure_font(font)
        if problem:
            raise Unfit(problem, str(font.get("/BaseFont", "")).lstrip("/"))
        if font.get("/Subtype") == Name.Type3 and not self._was_here(font):
            for glyph in font.CharProcs.values():
                self.clean(glyph, font.get("/Resources", resources), depth + 1)

    def _state(self, state: Any, resources: Any, depth: int) -> None:
        for key in _STATE_KEYS:
            _drop(state, key)
        mode = state.get("/BM")
        if mode is not None and str(mode) not in _BLENDING:
            state.BM = Name.Normal
        if "/RI" in state and str(state.RI) not in _INTENTS:
            _drop(state, "/RI")
        if "/Font" in state:
            self._font(state.Font[0], resources, depth)
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary):
            _drop(mask, "/TR")
            self.clean(mask.G, resources, depth + 1)

    def _xobject(self, thing: Any, resources: Any, depth: int) -> None:
        kind = thing.get("/Subtype")
        if "/OC" in thing and self._hidden != set():
            raise Unfit("hidden-layer")
        if kind == Name.Form:
            self.clean(thing, resources, depth + 1)
        elif kind == Name.Image:
            for image in (thing, thing.get("/SMask"), thing.get("/Mask")):
                if isinstance(image, pikepdf.Stream):
                    for key in _IMAGE_KEYS:
                        _drop(image, key)
                    if "/Intent" in image and str(image.Intent) not in _INTENTS:
                        _drop(image, "/Intent")
        else:
            raise Unfit("program")


def _note_use(operator: str, operands: Any, used: dict[str, set[str]]) -> None:
    if operator in _USES:
        used[_USES[operator]].add(str(operands[0]))
    elif operator in {"cs", "CS"}:
        used["/ColorSpace"].add(str(operands[0]))
    elif operator in {"scn", "SCN"} and operands and isinstance(operands[-1], Name):
        used["/Pattern"].add(str(operands[-1]))


def _check_inline(image: Any) -> None:
    filters = {str(f) for f in image.filters}
    if filters & {"/LZW", "/LZWDecode"} or image.obj.get("/Interpolate", image.obj.get("/I", False)):
        raise Unfit("inline-image")


def _hidden_layers(pdf: pikepdf.Pdf) -> set[tuple[int, int]] | None:
    """The layers that are off by default; None: cannot be told."""
    layers = pdf.Root.get("/OCProperties")
    if layers is None:
        return set()
    default = layers.get("/D", Dictionary())
    if str(default.get("/BaseState", "/ON")) != "/ON":
        return None
    return {layer.objgen for layer in default.get("/OFF", [])}


def _drop(thing: Any, key: str) -> None:
    if key in thing:
        del thing[key]
