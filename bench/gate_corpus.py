"""Real addresses labelled by hand, read from a folder that the user names.

The corpus is that of usaddress (GitHub repository ``datamade/usaddress``, MIT licence): the XML
files below its ``training`` and ``measure_performance`` folders. It is not part of this repository.
Files named ``synthetic...`` were labelled by a program and are left out.

Gold: a text whose labels have number, street, place, State and ZIP Code, or a route and its box in
place of number and street, is a complete address and should be kept; any other text is let through
if it is accepted. usaddress was trained on most of these texts.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

PLACE = {"PlaceName", "StateName", "ZipCode"}
STREET = {"AddressNumber", "StreetName"}
ROUTE = {"USPSBoxGroupType", "USPSBoxGroupID", "USPSBoxID"}


def read_corpus(folder: Path) -> list[tuple[str, bool]]:
    """Return each distinct text with whether it is a complete address by its labels.

    A text that is labelled twice is complete if any labelling is. Raises ``FileNotFoundError``
    where no file with labelled addresses is found.
    """
    found: dict[str, bool] = {}
    for path in sorted(folder.rglob("*.xml")):
        if path.name.startswith("synthetic"):
            continue
        # The user's own copy of a public corpus; nothing in it is run.
        for address in ET.parse(path).getroot().iter("AddressString"):  # noqa: S314
            text = " ".join("".join(address.itertext()).split())
            labels = {part.tag for part in address}
            complete = labels >= PLACE and (labels >= STREET or labels >= ROUTE)
            found[text] = found.get(text, False) or complete
    if not found:
        raise FileNotFoundError(f"no labelled addresses (AddressString in XML) below {folder.name}")
    return sorted(found.items())
