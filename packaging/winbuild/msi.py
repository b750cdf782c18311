"""The MSI: WiX source for wixl, and what wixl leaves to chance set to values of our own."""

from __future__ import annotations

import hashlib
import shutil
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from winbuild import summary, versioninfo
from winbuild.freeze import digest, moment, reproducible
from winbuild.icons import kept
from winbuild.places import drawing, inside, project
from winbuild.room import Room

# Never to be changed: Windows knows the program by the upgrade code, and each file's
# component by an identity that comes from this name space and the file's path.
UPGRADE_CODE = "7A0E4B5C-0A4D-4C1E-9C39-5D2B6F7E8A10"
_NAMES = uuid.UUID("c2f9a1de-6b0d-4f53-8f5e-3d1c7be04a77")
_POLICIES = r"Software\Policies\LoI-Desktop"
_KEY = r"Software\LoI-Desktop"
_NEWER = "Auf diesem Computer ist schon eine neuere Version eingerichtet."
_FOLDER = "INSTALLDIR"
_APP_SEARCH = 50  # wixl's place of it in the sequence; launch conditions follow at 100
# Owner and rights of the folder of machine-wide presets: nobody but administrators writes it.
_PRESET_RIGHTS = "O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"
_TYPES = (
    (".loi", "LoI-Desktop.Schreiben", "LoI-Desktop-Schreiben", 1),
    (".loi-aufruf", "LoI-Desktop.Aufruf", "LoI-Desktop-Förderaufruf", 2),
)


def build(room: Room, work: Path, folder: Path, target: Path, version: str) -> Path:
    """Make `target` from the frozen `folder`; both lie in `work`, which the room shows as /work."""
    place = work / "msi"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    shutil.copy(kept(work, drawing()), place)
    (place / "files").symlink_to(inside(work, folder))  # wixl takes relative sources only
    (place / "product.wxs").write_text(_product(folder, version), "utf-8")
    (place / "MsiLockPermissionsEx.idt").write_text(_permissions(), "utf-8", newline="")
    seen = inside(work, place)
    room.run(
        "env", "-C", seen, "wixl", "-a", "x64", "-o", "product.msi", "product.wxs",
        environment=reproducible(), timeout=600,
    )  # fmt: skip
    room.run(
        "env", "-C", seen, "msibuild", "product.msi", "-i", "MsiLockPermissionsEx.idt", "-q", *_statements()
    )
    code = str(uuid.uuid5(_NAMES, f"package {version} {digest(folder)}")).upper()
    made = place / "product.msi"
    made.write_bytes(summary.fixed(made.read_bytes(), code, moment()))
    shutil.move(made, target)
    return target


def _statements() -> list[str]:
    """What wixl does not know: a version from setup.exe is removed by its own uninstaller, all
    our properties reach the part that runs with rights, and presets outlive repair and update.
    """
    kind = 34 + 64 + 1024 + 2048  # a command; its end does not matter; deferred; with the installer's rights
    commands = {
        "RemoveSetup": '"[SETUPFOLDER]\\uninstall.exe" /S /AllUsers _?=[SETUPFOLDER]',
        "RemoveSetupRest": '"[System64Folder]cmd.exe" /c del "[SETUPFOLDER]\\uninstall.exe"',
    }
    actions = [
        "INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) "
        f"VALUES ('{name}', {kind}, 'System64Folder', '{command}')"
        for name, command in commands.items()
    ]
    asked = [_FOLDER, *(name for _, _, name in _presets())]
    ours = [part for name in asked for part in (name, f"HAD_{name}")]
    secure = ";".join(
        ["WIX_DOWNGRADE_DETECTED", "WIX_UPGRADE_DETECTED", "SETUPFOLDER", "SETUPKIND", "SETUPNUMBER", *ours]
    )
    update = f"UPDATE `Property` SET `Value` = '{secure}' WHERE `Property` = 'SecureCustomProperties'"
    remembered = (line for n, name in enumerate(asked) for line in _remembered(name, n))
    return [*actions, update, *remembered, *map(_asked_anew, asked[1:])]


def _remembered(asked: str, number: int) -> tuple[str, str]:
    """What nobody names this time is what stands in the registry: an update or a repair, which
    Windows starts by itself too, would else go to the usual folder and write empty presets.
    """
    become = 51
    action = (
        "INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) "
        f"VALUES ('Keep_{asked}', {become}, '{asked}', '[HAD_{asked}]')"
    )
    step = (
        "INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) "
        f"VALUES ('Keep_{asked}', 'NOT {asked} AND HAD_{asked}', {_APP_SEARCH + 1 + number})"
    )
    return action, step


def _asked_anew(preset: str) -> str:
    """A preset that has been taken out of the registry stays out."""
    win64, keypath, transitive = 256, 4, 64
    attributes = win64 + keypath + transitive
    return f"UPDATE `Component` SET `Attributes` = {attributes} WHERE `Component` = 'preset_{preset}'"


def product_code(version: str) -> str:
    """The package's own code, one for each version; msiexec repairs and removes by it."""
    return f"{{{_guid(f'product {version}')}}}"


def _guid(name: str) -> str:
    return str(uuid.uuid5(_NAMES, name)).upper()


def _product(folder: Path, version: str) -> str:
    files = list(_tree(folder, folder, 8))
    parts = [line for line in files if "<Component " in line]
    names = [line.split('Id="')[1].split('"')[0] for line in parts]
    registry, registered = _registry()
    references = "\n".join(f'   <ComponentRef Id="{name}"/>' for name in (*names, "presets", *registered))
    four = versioninfo.numbers(version)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
 <Product Id="{product_code(version)[1:-1]}" Name="LoI-Desktop" Version="{".".join(map(str, four[:3]))}"
   Manufacturer="LoI-Desktop" Language="1031" Codepage="1252" UpgradeCode="{UPGRADE_CODE}">
  <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Languages="1031"
    Description="{versioninfo.DESCRIPTIONS["LoI-Desktop"]}" Comments="{versioninfo.COPYRIGHT}"/>
  <MajorUpgrade DowngradeErrorMessage="{_NEWER}"/>
  <Condition Message="{_NEWER}"
   >Installed OR NOT SETUPNUMBER OR SETUPNUMBER &lt;= {versioninfo.single(version)}</Condition>
  <Media Id="1" Cabinet="files.cab" EmbedCab="yes"/>
  <Icon Id="loi.ico" SourceFile="loi-desktop.ico"/>
  <Property Id="ARPPRODUCTICON" Value="loi.ico"/>
  <Property Id="ARPNOMODIFY" Value="1"/>
  <Property Id="SETUPFOLDER"><RegistrySearch Id="setupfolder" Root="HKLM" Key="{_KEY}" Name="InstallDir"
    Type="raw" Win64="yes"/></Property>
  <Property Id="SETUPNUMBER"><RegistrySearch Id="setupnumber" Root="HKLM" Key="{_KEY}" Name="Number"
    Type="raw" Win64="yes"/></Property>
  <Property Id="SETUPKIND"><RegistrySearch Id="setupkind" Root="HKLM" Key="{_KEY}" Name="Installer"
    Type="raw" Win64="yes"/></Property>
{_searches()}
  <InstallExecuteSequence>
   <Custom Action="RemoveSetup" After="InstallInitialize">SETUPKIND = "setup" AND NOT Installed</Custom>
   <Custom Action="RemoveSetupRest" After="RemoveSetup">SETUPKIND = "setup" AND NOT Installed</Custom>
  </InstallExecuteSequence>
  <Directory Id="TARGETDIR" Name="SourceDir">
   <Directory Id="ProgramFiles64Folder"><Directory Id="INSTALLDIR" Name="LoI-Desktop">
{chr(10).join(files)}
{registry}
   </Directory></Directory>
   <Directory Id="System64Folder"/>
   <Directory Id="CommonAppDataFolder"><Directory Id="PRESETS" Name="LoI-Desktop">
    <Component Id="presets" Guid="{_guid("presets")}" Win64="yes"><CreateFolder/><RegistryValue Root="HKLM"
     Key="{_KEY}" Name="Presets" Type="string" Value="[PRESETS]" KeyPath="yes"/></Component>
   </Directory></Directory>
   <Directory Id="ProgramMenuFolder"/>
  </Directory>
  <Feature Id="Main" Level="1">
{references}
  </Feature>
 </Product>
</Wix>
"""


def _tree(folder: Path, here: Path, indent: int) -> Iterator[str]:
    """Each file a component of its own, its identity that of its path."""
    space = " " * indent
    for path in sorted(here.iterdir()):
        name = path.relative_to(folder).as_posix()
        mark = hashlib.sha256(name.encode()).hexdigest()[:16]
        if path.is_dir():
            yield f"{space}<Directory Id={quoteattr('d' + mark)} Name={quoteattr(path.name)}>"
            yield from _tree(folder, path, indent + 1)
            yield f"{space}</Directory>"
            continue
        source = f"Name={quoteattr(path.name)} Source={quoteattr('files/' + name)}"
        yield (
            f'{space}<Component Id="c{mark}" Guid="{_guid("file " + name)}" Win64="yes">'
            f'<File Id="f{mark}" {source} KeyPath="yes"/></Component>'
        )


def _registry() -> tuple[str, list[str]]:
    """Shortcut, file types, the folder for presets, and presets from properties."""
    lines, names = [], []

    def component(name: str, inner: str, condition: str = "") -> None:
        said = f"<Condition>{condition}</Condition>" if condition else ""
        names.append(name)
        lines.append(f'    <Component Id="{name}" Guid="{_guid(name)}" Win64="yes">{said}{inner}</Component>')

    def value(key: str, name: str, text: str, *, path: bool = False) -> str:
        words = [f"Key={quoteattr(key)}", f'Type="string" Value={quoteattr(text)}']
        words += [f'Name="{name}"'] * bool(name) + ['KeyPath="yes"'] * path
        return f'<RegistryValue Root="HKLM" {" ".join(words)}/>'

    component(
        "program",
        value(_KEY, "Installer", "msi", path=True)
        + value(_KEY, "Folder", f"[{_FOLDER}]")
        + '<Shortcut Id="menu" Directory="ProgramMenuFolder" Name="LoI-Desktop"'
        ' Target="[INSTALLDIR]LoI-Desktop.exe" WorkingDirectory="INSTALLDIR"/>',
    )
    for suffix, kind, said, index in _TYPES:
        classes = r"Software\Classes"
        component(
            f"type_{kind.replace('.', '_').replace('-', '_')}",
            value(rf"{classes}\{kind}", "", said, path=True)
            + value(rf"{classes}\{kind}\DefaultIcon", "", f"[INSTALLDIR]LoI-Desktop.exe,{index}")
            + value(rf"{classes}\{kind}\shell\open\command", "", '"[INSTALLDIR]LoI-Desktop.exe" "%1"')
            + value(rf"{classes}\{suffix}", "", kind)
            + value(rf"{classes}\{suffix}\OpenWithProgids", kind, ""),
        )
    for mode, name, asked in _presets():
        key = rf"{_POLICIES}\{mode}"
        component(f"preset_{asked}", value(key, name, f"[{asked}]", path=True), asked)
    return "\n".join(lines), names


def _searches() -> str:
    places = [(_KEY, "Folder", _FOLDER)]
    places += [(rf"{_POLICIES}\{mode}", name, asked) for mode, name, asked in _presets()]
    return "\n".join(
        f'  <Property Id="HAD_{asked}"><RegistrySearch Id="had_{asked.lower()}" Root="HKLM"'
        f' Key="{key}" Name="{name}" Type="raw" Win64="yes"/></Property>'
        for key, name, asked in places
    )


def _presets() -> Iterator[tuple[str, str, str]]:
    """Registry key, value name and MSI property of everything that can be preset."""
    sys.path.insert(0, str(project()))
    from loi_desktop.model.presets import KEYS

    for key in KEYS:
        for mode in ("Default", "Locked") if key.kind != "switch" else ("Locked",):
            yield mode, key.name, f"{mode}_{key.name}".upper()


def _permissions() -> str:
    """The table that gives the folder of presets its owner and rights (Windows Installer 5)."""
    rows = [
        ("MsiLockPermissionsEx", "LockObject", "Table", "SDDLText", "Condition"),
        ("s72", "s72", "s32", "s0", "S255"),
        ("MsiLockPermissionsEx", "MsiLockPermissionsEx"),
        ("presets", "PRESETS", "CreateFolder", _PRESET_RIGHTS, ""),
    ]
    return "".join("\t".join(row) + "\r\n" for row in rows)
