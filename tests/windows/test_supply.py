"""What stands beside the program: checksums, bill of materials, rule files, signatures."""

import filecmp
import hashlib
import json
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from winbuild import deliver, licences, nsis, pe, places, rules, sbom, sign, wheels
from winbuild.room import RoomError

pytestmark = pytest.mark.windows


def test_two_builds_are_the_same_to_the_last_byte(frozen, again):
    other = again.result()
    names = {file.relative_to(frozen) for file in frozen.rglob("*") if file.is_file()}
    assert names == {file.relative_to(other) for file in other.rglob("*") if file.is_file()}
    assert [name for name in names if not filecmp.cmp(frozen / name, other / name, shallow=False)] == []


def test_two_builds_give_the_same_zip_the_same_bill_and_the_same_rules(release, again, place):
    other, version = again.result(), places.version()
    deliver.portable(other, place / f"LoI-Desktop-{version}-portable.zip")
    sbom.write(other, place / f"LoI-Desktop-{version}.cdx.json", version)
    rules.write(other, place, version)
    made = sorted(place.iterdir())
    assert len(made) == 4
    assert [file.name for file in made if file.read_bytes() != (release / file.name).read_bytes()] == []


def test_checksums_stand_for_every_file(release, wine):
    listed = dict(
        reversed(line.split("  ")) for line in (release / deliver.SUMS).read_text("utf-8").splitlines()
    )
    assert set(listed) == {file.name for file in release.iterdir()} - {deliver.SUMS}
    assert {".exe", ".msi", ".zip", ".xml", ".json"} <= {"." + name.rsplit(".", 1)[1] for name in listed}
    for name, found in listed.items():
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == found
    wine.room.run("env", "-C", wine.inside(release), "sha256sum", "-c", "--quiet", deliver.SUMS)


def test_the_bill_names_every_program_file_and_what_is_hidden_in_them(release, frozen):
    bill = json.loads(next(release.glob("*.cdx.json")).read_text("utf-8"))
    names = {part["name"] for part in bill["components"]}
    assert {"Qt", "PDFium", "CPython", "OpenSSL in qpdf", "Source Sans 3", "pikepdf", "qpdf"} <= names
    files = {file["name"] for part in bill["components"] for file in part.get("components", ())}
    own = {"LoI-Desktop.exe", "loi.exe"}
    assert files == {file.relative_to(frozen).as_posix() for file in pe.programs(frozen)} - own
    assert [part["name"] for part in bill["components"] if not part["version"] or not part["licenses"]] == []


def test_a_file_that_nobody_has_named_stops_the_build(frozen, place):
    shutil.copytree(frozen, place / "x", symlinks=True)
    (place / "x" / "_internal" / "fremd").mkdir()
    shutil.copy(frozen / "loi.exe", place / "x" / "_internal" / "fremd" / "fremd.dll")
    with pytest.raises(RoomError, match=re.escape("fremd.dll")):
        sbom.write(place / "x", place / "x.json", "1.0.0")


def test_an_unknown_licence_stops_the_build(monkeypatch):
    assert licences.unknown(wheels.shipped()) == []
    monkeypatch.setitem(licences.KNOWN, "tinydb", ("MIT", "GPL"))
    monkeypatch.delitem(licences.KNOWN, "idna")
    with pytest.raises(RoomError, match="idna, tinydb"):
        licences.texts(wheels.shipped())


def test_every_licence_text_lies_in_the_program(frozen):
    folder = frozen / "_internal" / "licenses"
    assert {"GPL-3.0.txt", "LGPL-3.0.txt", "Qt.txt", "Python-3.13.txt"} <= {
        file.name for file in folder.iterdir()
    }
    for name in wheels.shipped():
        if not name.startswith(("pyside6", "shiboken6")):  # theirs are the LGPL and the GPL above
            assert any((folder / name).rglob("*")), f"no text of {name}"
    assert (frozen / "_internal" / "THIRD_PARTY").exists()


def test_rule_files_hold_the_hashes_by_which_windows_knows_programs(release, frozen):
    rules = ET.parse(next(release.glob("*-applocker.xml"))).getroot()
    listed = {row.get("SourceFileName"): row.get("Data")[2:] for row in rules.iter("FileHash")}
    assert set(listed) == {file.name for file in pe.programs(frozen)}
    assert listed["loi.exe"] == pe.authenticode_hash((frozen / "loi.exe").read_bytes())
    wdac = next(release.glob("*-wdac.xml")).read_text("utf-8")
    assert wdac.count("<Allow ID=") == len(pe.programs(frozen)) == wdac.count("<FileRuleRef ")


@pytest.fixture
def key(wine, place, monkeypatch):
    """A certificate that the test makes itself, and its password in a file."""
    folder = wine.inside(place)
    (place / "password").write_text("geheim", "utf-8")
    subject = ("-subj", "/CN=Probe", "-addext", "extendedKeyUsage=codeSigning")
    new = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject)
    wine.room.run(*new, "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem")
    both = ("-inkey", f"{folder}/key.pem", "-in", f"{folder}/cert.pem", "-out", f"{folder}/key.p12")
    wine.room.run("openssl", "pkcs12", "-export", *both, "-passout", f"file:{folder}/password")
    monkeypatch.setenv(sign.KEY, str(place / "key.p12"))
    monkeypatch.setenv(sign.SECRET, str(place / "password"))
    return f"{folder}/cert.pem"


def test_what_nobody_has_signed_is_signed_and_the_program_still_works(
    wine, work, frozen, release, key, place
):
    folder = place / "LoI-Desktop"
    shutil.copytree(frozen, folder)
    before = pe.authenticode_hash((folder / "loi.exe").read_bytes())
    assert sign.programs(wine.room, work, folder) > 0
    unsigned = [file.name for file in pe.programs(folder) if not sign.signed(wine.room, work, file)]
    assert unsigned == []
    verify = ("osslsigncode", "verify", "-CAfile", key)
    said = wine.room.run(*verify, wine.inside(folder / "loi.exe")).stdout
    assert "Signature verification: ok" in said
    assert before in said.upper(), "another hash than the one in the rule files"
    assert pe.authenticode_hash((folder / "loi.exe").read_bytes()) == before, (
        "signed, it would be another program"
    )
    assert wine.run(folder / "loi.exe", "--version").stdout.strip().endswith(places.version())
    small = place / "klein"
    small.mkdir()
    shutil.copy(folder / "loi.exe", small)
    shutil.copy(folder / "loi.exe", small / "LoI-Desktop.exe")
    setup = nsis.build(wine.room, work, small, place / "klein-setup.exe", "1.0.0", effort="quick")
    wine.run(setup, "/S", "/CurrentUser", r"/D=C:\klein")
    installed = wine.drive / "klein" / "uninstall.exe"
    copied = shutil.copy(installed, place)
    wine.run(installed, "/S", "/CurrentUser", r"_?=C:\klein")
    assert sign.signed(wine.room, work, Path(copied)), "the uninstaller is not signed"
    packages = place / "Pakete"
    packages.mkdir()
    shutil.copy(next(release.glob("*.msi")), packages / "x.msi")
    sign.installers(wine.room, work, packages)
    assert "Signature verification: ok" in wine.room.run(*verify, wine.inside(packages / "x.msi")).stdout
