"""The documents say what the program does: fields, verbs, parts and links are compared with it."""

import re
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest
from presets_samples import FakeMachine

from loi_desktop import __version__
from loi_desktop.cli.parser import build
from loi_desktop.model.declaration import Declaration
from loi_desktop.model.presets import FORMAT, KEYS, VERSION
from loi_desktop.paths import POINTER, PORTABLE, PORTABLE_DATA, DataFolder
from loi_desktop.records.lock import HOLDER
from loi_desktop.services import crashlog
from loi_desktop.services.presets.machine import FILE, POLICIES
from loi_desktop.services.presets.reading import read
from loi_desktop.texts import Texts

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "packaging"))

from winbuild import msi  # noqa: E402

DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def fields(kind, prefix=""):
    """Every path of the declaration that holds a value."""
    for field in msgspec.structs.fields(kind):
        path = f"{prefix}{field.name}"
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            yield from fields(field.type, f"{path}.")
        else:
            yield path


def test_every_field_of_the_form_is_described():
    described = (ROOT / "docs" / "formats.md").read_text("utf-8")
    assert [path for path in fields(Declaration) if f"`{path}`" not in described] == []


def test_every_verb_and_option_of_the_console_is_described():
    described = (ROOT / "docs" / "console.md").read_text("utf-8")
    parser = build(Texts("de"))
    missing = []
    for name, verb in parser._subparsers._group_actions[0].choices.items():
        actions = [
            a
            for group in (verb._subparsers._group_actions if verb._subparsers else [])
            for a in group.choices.items()
        ]
        for sub, what in [("", verb), *actions]:
            words = [name, sub, *(o for a in what._actions for o in a.option_strings if o.startswith("--"))]
            missing += [
                f"{name} {sub}: {w}"
                for w in words
                if w and w not in described and w not in {"--help", "--output"}
            ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_every_link_leads_somewhere(document):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_dependency_says_why_it_is_there_and_its_licence():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = [re.split(r"[=<>]", entry)[0].casefold() for entry in project["dependencies"]]
    reasons = (ROOT / "docs" / "architecture.md").read_text("utf-8").casefold()
    licences = (ROOT / "THIRD_PARTY").read_text("utf-8").casefold()
    assert [n for n in names if n not in reasons] == []
    assert [n for n in names if n not in licences] == []


def test_the_page_for_it_knows_every_preset_and_every_place():
    page = (ROOT / "docs" / "it.md").read_text("utf-8")
    assert [key.name for key in KEYS if f"`{key.name}`" not in page] == []
    assert [choice for key in KEYS for choice in key.choices if f"`{choice}`" not in page] == []
    data = DataFolder(Path("Daten"))
    places = (data.register, data.letter("x").parent, data.letterheads, data.senders, data.calls, data.fonts)
    assert [p.name for p in places if f"`{p.name}/`" not in page] == []
    names = (data.settings.name, FILE, crashlog.FILE, POINTER, PORTABLE, PORTABLE_DATA, HOLDER, POLICIES)
    assert [name for name in names if name not in page] == []
    assert f'format = "{FORMAT}"\nversion = {VERSION}\n' in page


def test_the_page_for_its_example_of_a_preset_file_is_one(tmp_path):
    page = (ROOT / "docs" / "it.md").read_text("utf-8")
    (tmp_path / FILE).write_text(re.search(r"```toml\n(.*?)```", page, re.DOTALL)[1], "utf-8")
    found = read(FakeMachine(tmp_path / FILE, environment={"HOMESHARE": str(tmp_path)}))
    wrong = [problem for problem in found.problems if problem.code != "preset.not-absolute"]  # a UNC path
    assert wrong == []
    assert found.default("data_folder").startswith(str(tmp_path))
    assert not found.may("may_add_calls")


def test_the_page_for_it_names_the_version_and_how_windows_finds_it():
    page = (ROOT / "docs" / "it.md").read_text("utf-8")
    assert f"gilt für Version {__version__}." in page
    assert (
        f"ProductCode von {__version__} (je Version ein anderer) | `{msi.product_code(__version__)}`" in page
    )
    assert f"`{{{msi.UPGRADE_CODE}}}`" in page
    setup = (ROOT / "packaging" / "windows" / "setup.nsi").read_text("utf-8")
    statuses = {int(found) for found in re.findall(r"(?:!insertmacro Leave|SetErrorLevel) (\d)", setup)}
    listed = {int(found) for found in re.findall(r"^\| [^|]+ \| (\d) \|", page, re.MULTILINE)}
    assert listed == statuses | {0, 1}  # NSIS itself ends with these


def test_every_data_file_from_outside_lies_beside_its_licence():
    licences = (ROOT / "THIRD_PARTY").read_text("utf-8")
    own = {ROOT / "resources" / "icons" / "app"}  # drawn for this program
    folders = {p.parent for p in (ROOT / "resources").rglob("*") if p.suffix in {".ttf", ".svg"}} - own
    for folder in folders:
        assert folder.relative_to(ROOT).as_posix() in licences
        assert any(p.name.startswith(("LICENSE", "OFL")) for p in folder.iterdir()), folder
