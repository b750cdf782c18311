"""All use cases on one desk: what the window and the console are given."""

from __future__ import annotations

from dataclasses import dataclass

from loi_desktop.handover.programs import MailPrograms
from loi_desktop.model.presets import Presets
from loi_desktop.paths import DataFolder
from loi_desktop.services.calls import Calls
from loi_desktop.services.checkup import Checkup
from loi_desktop.services.clock import Clock
from loi_desktop.services.composer import Composer
from loi_desktop.services.exports import Exports
from loi_desktop.services.fonts import Fonts
from loi_desktop.services.letterheads import Letterheads
from loi_desktop.services.letters import Letters
from loi_desktop.services.mailing import Mailing
from loi_desktop.services.naming import Naming
from loi_desktop.services.pictures import Pictures
from loi_desktop.services.place import Place
from loi_desktop.services.progress import Progress
from loi_desktop.services.senders import Senders
from loi_desktop.services.settings import SettingsStore


@dataclass(frozen=True)
class Desk:
    """The use cases of one data folder; `app` builds it, nobody else."""

    data: DataFolder
    presets: Presets
    place: Place
    clock: Clock
    settings: SettingsStore
    calls: Calls
    senders: Senders
    letterheads: Letterheads
    fonts: Fonts
    composer: Composer
    letters: Letters
    naming: Naming
    exports: Exports
    pictures: Pictures
    progress: Progress
    mailing: Mailing
    checkup: Checkup
    programs: MailPrograms
