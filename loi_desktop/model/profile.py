"""A sender profile: what a municipality fills in once."""

from __future__ import annotations

from msgspec import Struct

from loi_desktop.model.declaration import DEFAULT_INFO, Contact, InfoLine, Layout, Sender, Signatory


class Profile(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The municipality with its contact persons and signatories; the first of each is
    taken for a new letter.  `file_name` overrides the call's pattern when filled.
    """

    id: str
    sender: Sender = Sender()
    contacts: tuple[Contact, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    info: tuple[InfoLine, ...] = DEFAULT_INFO
    layout: Layout = Layout()
    seal: bool = False
    name_line: bool = False
    file_name: str = ""
