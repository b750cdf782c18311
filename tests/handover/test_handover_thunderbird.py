"""The real thing: a draft of ours, opened by Thunderbird as the system's mail program.

`dev.py proof` runs it.  It needs thunderbird, xvfb, xdotool and xdg-utils; the picture of
the compose window is kept where LOI_PICTURES says.
"""

import email
import email.policy
import io
import os
import shutil
import subprocess
import time
from pathlib import Path

import pikepdf
import pytest

from loi_desktop.handover.draft import Mail, build
from loi_desktop.handover.freedesktop import FreeDesktop
from loi_desktop.handover.overview import PublicView, lines, read
from loi_desktop.handover.programs import MailPrograms

pytestmark = pytest.mark.proof

SUBJECT = "Interessensbekundung der Stadt Musterstadt: kommunale Projektpartnerschaft (Đà Nẵng)"
VIEW = PublicView(
    municipality="Musterstadt",
    kind="Stadt",
    regional_key="051234567890",
    call="vietnam-2026",
    call_version="1",
    topics=(1, 2, 5),
    partner="der Stadt Đà Nẵng und ihrem Umland, insbesondere den Gemeinden an der Küste und im Hinterland",
    contact="Erika Musterfrau",
    email="erika.musterfrau@musterstadt.example",
    reference="2026-0007",
    date="2026-11-23",
)
BODY = f"Guten Tag,\n\nGrüße aus Köln: äöüß „Đà Nẵng“. {'Ein langer Satz. ' * 12}\n\n{lines(VIEW, 'de')}\n"

# An office that has an account and has seen every greeting; the program stays offline.
PREFERENCES = {
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server2",
    "mail.account.account1.identities": "id1",
    "mail.account.account1.server": "server1",
    "mail.account.account2.server": "server2",
    "mail.identity.id1.fullName": "Poststelle Musterstadt",
    "mail.identity.id1.useremail": "poststelle@musterstadt.example",
    "mail.identity.id1.valid": True,
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.server.server1.type": "pop3",
    "mail.server.server1.hostname": "mail.musterstadt.example",
    "mail.server.server1.userName": "poststelle",
    "mail.server.server1.login_at_startup": False,
    "mail.server.server2.type": "none",
    "mail.server.server2.hostname": "Local Folders",
    "mail.server.server2.userName": "nobody",
    "mail.smtpservers": "smtp1",
    "mail.smtp.defaultserver": "smtp1",
    "mail.smtpserver.smtp1.hostname": "mail.musterstadt.example",
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.spotlight.firstRunDone": True,
    "mail.shell.checkDefaultClient": False,
    "mail.rights.version": 1,
    "mail.inappnotifications.enabled": False,
    "mailnews.start_page.enabled": False,
    "mailnews.start_page_override.mstone": "ignore",
    "app.update.enabled": False,
    "app.donation.eoy.version.viewed": 999,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "network.online": False,
    "offline.autoDetect": False,
    "offline.startup_state": 3,
}


def pdf() -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as new:
        new.add_blank_page(page_size=(595, 842))
        new.save(target)
    return target.getvalue()


@pytest.fixture
def screen():
    missing = [p for p in ("thunderbird", "Xvfb", "xdotool", "xdg-open", "xdg-mime") if not shutil.which(p)]
    if missing:
        pytest.skip(f"NOT PROVED that a mail program opens the draft: {', '.join(missing)} not installed")
    read_end, write_end = os.pipe()
    command = ("Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x900x24", "-nolisten", "tcp")
    with subprocess.Popen(command, pass_fds=(write_end,), stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        with os.fdopen(read_end) as said:
            yield f":{said.readline().strip()}"
        server.terminate()  # every window on it ends with it


@pytest.fixture
def office(tmp_path, screen):
    """The environment of a user whose mail program is Thunderbird, on the screen of the test."""
    profile = tmp_path / "profile"
    profile.mkdir()
    values = ((k, str(v).lower() if not isinstance(v, str) else f'"{v}"') for k, v in PREFERENCES.items())
    (profile / "user.js").write_text("".join(f'user_pref("{k}", {v});\n' for k, v in values))
    programs = tmp_path / "data" / "applications"
    programs.mkdir(parents=True)
    (programs / "trial.desktop").write_text(
        "[Desktop Entry]\nType=Application\nName=Trial\nMimeType=message/rfc822;\n"
        f"Exec=thunderbird --no-remote --profile {profile} -offline %f\n"
    )
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "mimeapps.list").write_text(
        "[Default Applications]\nmessage/rfc822=trial.desktop\n"
    )
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",  # as on every desktop; without it xdg-open stumbles over umlauts
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "DISPLAY": screen,
    }


def ask(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
    return done.stdout.strip()


def wait_for(what, seconds: float):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.5)
    return what()


def compose_window(environment: dict[str, str]) -> str:
    """The window in which Thunderbird writes the message; it has its subject last of all."""
    found = ask(environment, "xdotool", "search", "--name", "^(Write|Verfassen): ").split()
    return next((w for w in found if SUBJECT in ask(environment, "xdotool", "getwindowname", w)), "")


def outgoing(folder: Path):
    """The message as Thunderbird has put it into its outbox."""
    box = folder / "profile" / "Mail" / "Local Folders" / "Unsent Messages"
    if not box.is_file() or not (content := box.read_bytes()).rstrip().endswith(b"--"):
        return None
    return email.message_from_bytes(content.partition(b"\n")[2], policy=email.policy.default)


def test_thunderbird_opens_the_draft_to_write_and_would_send_what_we_said(tmp_path, office):
    attached = pdf()
    draft = tmp_path / "Entwurf für Köln, 1.eml"
    to, cc = "koordination@förderverein-köln.example", "kreis@musterkreis.example"
    draft.write_bytes(build(Mail((to,), (cc,), SUBJECT, BODY, attached, "Absichtserklärung Ämter.pdf")))

    MailPrograms(FreeDesktop(office)).open_draft(draft)

    window = wait_for(lambda: compose_window(office), 90)
    assert window, "no compose window with our subject within 90 s"
    time.sleep(3)
    if pictures := os.environ.get("LOI_PICTURES"):
        ask(office, "import", "-window", "root", str(Path(pictures) / "thunderbird-draft.png"))

    ask(office, "xdotool", "windowfocus", "--sync", window, "key", "ctrl+shift+Return")  # Send later
    message = wait_for(lambda: outgoing(tmp_path), 30)
    assert message is not None, "nothing in the outbox within 30 s"
    assert (message["Subject"], message["Cc"]) == (SUBJECT, cc)
    assert message["To"] == "koordination@xn--frderverein-kln-8sbm.example"
    text = message.get_body(("plain",)).get_content()
    assert "Grüße aus Köln: äöüß „Đà Nẵng“." in text
    assert read(text) == (VIEW,)
    (file,) = message.iter_attachments()
    assert file.get_filename() == "Absichtserklaerung_Aemter.pdf"
    assert file.get_content() == attached
