"""What one licence asks of a work under another."""

from __future__ import annotations

import pytest

from terreau.foundation.licences import compatibility, fitness, understand

# taken, into, verdict, rule
PAIRS = [
    ("CC0", "EUPL-1.2", "yes", "free"),
    ("domaine public", "Licence Ouverte", "yes", "free"),
    ("MIT", "AGPL-3.0-only", "yes", "credit"),
    ("Licence Ouverte 2.0", "ODbL", "yes", "credit"),
    ("CC BY 4.0", "CC BY-SA 4.0", "yes", "credit"),
    ("Apache 2", "GPL-2.0-only", "no", "patents"),
    ("Apache 2", "GPL-3.0-only", "yes", "credit"),
    ("GPL-3.0-only", "MIT", "no", "whole"),
    ("GPL-2.0-only", "GPL-3.0-only", "no", "whole"),
    ("GPL-2.0-or-later", "GPL-3.0-only", "yes", "bridge"),
    ("GPL-3.0-or-later", "AGPL-3.0-or-later", "yes", "bridge"),
    ("AGPL-3.0-only", "GPL-3.0-only", "no", "whole"),
    ("EUPL", "GPL-3.0-only", "yes", "bridge"),
    ("EUPL", "MIT", "no", "whole"),
    ("CeCILL 2.1", "EUPL", "yes", "bridge"),
    ("CC BY-SA 4.0", "CC BY 4.0", "no", "whole"),
    ("CC BY-SA 3.0", "CC BY-SA 4.0", "yes", "bridge"),
    ("CC BY-SA 4.0", "GPL-3.0-only", "yes", "bridge"),
    ("CC BY-SA 4.0", "Licence Art Libre", "yes", "bridge"),
    ("ODbL", "Licence Ouverte", "no", "whole"),
    ("ODbL", "ODbL", "yes", "same"),
    ("MPL-2.0", "MIT", "conditions", "part"),
    ("LGPL 2.1", "Apache-2.0", "conditions", "part"),
    ("CERN-OHL-W-2.0", "CC BY 4.0", "conditions", "part"),
    ("CERN-OHL-S-2.0", "CERN-OHL-W-2.0", "no", "whole"),
    ("CeCILL-B", "MIT", "yes", "credit"),
    ("CC BY-NC 4.0", "CC BY 4.0", "no", "closed"),
    ("CC BY-ND 4.0", "CC BY-ND 4.0", "no", "closed"),
    ("SSPL-1.0", "AGPL-3.0-only", "no", "closed"),
    ("Tous droits réservés", "MIT", "no", "closed"),
    ("LicenseRef-notre-charte", "MIT", "unknown", "unknown"),
    ("GPL-3.0-only", "LicenseRef-notre-charte", "unknown", "unknown"),
    ("MIT OR GPL-3.0-only", "EUPL-1.2", "yes", "credit"),
    ("MIT AND GPL-3.0-only", "MIT", "no", "whole"),
    ("CC BY-SA 4.0", "CC BY 4.0 ou CC BY-SA 4.0", "yes", "same"),
    ("GPL-2.0-only WITH Classpath-exception-2.0", "MIT", "conditions", "exception"),
]


@pytest.mark.parametrize(("taken", "into", "verdict", "rule"), PAIRS)
def test_one_licence_into_another(taken: str, into: str, verdict: str, rule: str) -> None:
    found = compatibility(understand(taken), understand(into))
    assert (found.verdict, found.rule) == (verdict, rule)
    assert found.why.endswith(".")


def test_without_a_licence_nothing_is_promised() -> None:
    assert compatibility(None, understand("MIT")).verdict == "unknown"
    assert compatibility(understand("MIT"), None).verdict == "unknown"


# said, kind, open, whether there is something to say
FIT = [
    ("EUPL", "software", True, False),
    ("CC BY-SA 4.0", "software", True, True),
    ("Licence Ouverte", "data", True, False),
    ("MIT", "data", True, True),
    ("CC BY-SA 4.0", "knowledge", True, False),
    ("ODbL", "knowledge", True, True),
    ("CERN-OHL-S-2.0", "hardware", True, False),
    ("MIT", "hardware", True, True),
    ("CC BY-NC 4.0", "knowledge", False, True),
    ("LicenseRef-notre-charte", "data", None, False),
    ("MIT", "place", True, False),
]


@pytest.mark.parametrize(("said", "kind", "is_open", "advised"), FIT)
def test_a_licence_suits_a_kind_or_not(said: str, kind: str, is_open: bool | None, advised: bool) -> None:  # noqa: FBT001
    found = fitness(understand(said), kind)
    assert (found.open, bool(found.advice)) == (is_open, advised)


def test_no_licence_is_said_for_every_kind() -> None:
    assert fitness(None, "data").open is None
    assert "licence" in fitness(None, "data").advice
