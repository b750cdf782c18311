"""A computer as tests want it: registry and environment are dictionaries, the file is real."""

from dataclasses import dataclass, field
from pathlib import Path

HEAD = 'format = "loi-presets"\nversion = 1\n'


@dataclass
class FakeMachine:
    """Windows when `has_policies`; `problem` is what speaks against the preset file."""

    file: Path
    machine: dict = field(default_factory=dict)
    user: dict = field(default_factory=dict)
    environment: dict = field(default_factory=dict)
    has_policies: bool = True
    problem: object = None

    def policies(self, whose):
        return self.machine if whose == "machine" else self.user

    def distrust(self, file):
        return self.problem
