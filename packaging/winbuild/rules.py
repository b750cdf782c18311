"""Rule files for application control: AppLocker and WDAC, by publisher and by hash.

By publisher they need a signed release; by hash they fit exactly this release and no other.
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from winbuild.freeze import NAME
from winbuild.pe import authenticode_hash, programs

PUBLISHER = "LOI_SIGN_PUBLISHER"
_NAMES = uuid.UUID("5b1d3f0a-8a35-47a2-9d3e-0f6d0b1f6f11")
_EVERYONE = "S-1-1-0"
_POLICY = "{A244370E-44C9-4C06-B551-F6016E563076}"  # the type that Microsoft gave base policies


def write(folder: Path, target: Path, version: str) -> None:
    """The rule files of the frozen `folder`, into `target`."""
    files = {file.relative_to(folder).as_posix(): file for file in programs(folder)}
    (target / f"{NAME}-{version}-applocker.xml").write_text(applocker(files, version), "utf-8")
    (target / f"{NAME}-{version}-wdac.xml").write_text(wdac(files, version), "utf-8")


def applocker(files: dict[str, Path], version: str) -> str:
    """One rule collection for programs, one for libraries; imported by group policy or
    Set-AppLockerPolicy -Merge.  With LOI_SIGN_PUBLISHER set a publisher rule stands before the hashes.
    """
    collections = []
    for kind, suffixes in (("Exe", {".exe"}), ("Dll", {".dll", ".pyd"})):
        chosen = {name: file for name, file in files.items() if file.suffix.casefold() in suffixes}
        rows = "\n".join(_applocker_hash(name, file) for name, file in chosen.items())
        collections.append(
            f' <RuleCollection Type="{kind}" EnforcementMode="NotConfigured">\n'
            f"{_publisher_rule(kind)}"
            f'  <FileHashRule Id="{_id(f"{kind} {version}")}" Name="{NAME} {escape(version)} ({kind})"'
            f' Description="" UserOrGroupSid="{_EVERYONE}" Action="Allow">\n   <Conditions>\n'
            f"    <FileHashCondition>\n{rows}\n    </FileHashCondition>\n   </Conditions>\n"
            f"  </FileHashRule>\n </RuleCollection>"
        )
    body = "\n".join(collections)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<AppLockerPolicy Version="1">\n{body}\n</AppLockerPolicy>\n'
    )


def _applocker_hash(name: str, file: Path) -> str:
    data = file.read_bytes()
    return (
        f'     <FileHash Type="SHA256" Data="0x{authenticode_hash(data)}"'
        f' SourceFileName={quoteattr(name.rpartition("/")[2])} SourceFileLength="{len(data)}"/>'
    )


def _publisher_rule(kind: str) -> str:
    publisher = os.environ.get(PUBLISHER)
    if not publisher:
        return ""
    return (
        f'  <FilePublisherRule Id="{_id(f"{kind} publisher")}" Name="{NAME} ({kind})" Description=""'
        f' UserOrGroupSid="{_EVERYONE}" Action="Allow">\n   <Conditions>\n'
        f'    <FilePublisherCondition PublisherName={quoteattr(publisher)} ProductName="*" BinaryName="*">'
        f'<BinaryVersionRange LowSection="*" HighSection="*"/></FilePublisherCondition>\n'
        f"   </Conditions>\n  </FilePublisherRule>\n"
    )


def wdac(files: dict[str, Path], version: str) -> str:
    """A supplemental policy of hashes for programs in user mode; its base policy's id is to be
    filled in by IT (Set-CIPolicyIdInfo -SupplementsBasePolicyID).
    """
    rows, references = [], []
    for number, (name, file) in enumerate(files.items()):
        rows.append(
            f'  <Allow ID="ID_ALLOW_{number}" FriendlyName={quoteattr(name)}'
            f' Hash="{authenticode_hash(file.read_bytes())}"/>'
        )
        references.append(f'    <FileRuleRef RuleID="ID_ALLOW_{number}"/>')
    here = f"{{{_id(f'wdac {version}')}}}".upper()
    listed, referred = "\n".join(rows), "\n".join(references)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<SiPolicy xmlns="urn:schemas-microsoft-com:sipolicy" PolicyType="Supplemental Policy">
 <VersionEx>{escape(version)}.0</VersionEx>
 <PlatformID>{{2E07F7E4-194C-4D20-B7C9-6F44A6C5A234}}</PlatformID>
 <PolicyID>{here}</PolicyID>
 <BasePolicyID>{_POLICY}</BasePolicyID>
 <Rules/>
 <EKUs/>
 <FileRules>
{listed}
 </FileRules>
 <Signers/>
 <SigningScenarios>
  <SigningScenario Value="12" ID="ID_SIGNINGSCENARIO_WINDOWS" FriendlyName="{NAME}">
   <ProductSigners>
   <FileRulesRef>
{referred}
   </FileRulesRef>
   </ProductSigners>
  </SigningScenario>
 </SigningScenarios>
 <UpdatePolicySigners/>
 <CiSigners/>
 <HvciOptions>0</HvciOptions>
</SiPolicy>
"""


def _id(name: str) -> str:
    return str(uuid.uuid5(_NAMES, name))
