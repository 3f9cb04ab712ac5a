"""The name of an organisation is read under what it signed only while moderation does not hide it."""

from __future__ import annotations

import re
from pathlib import Path

ROOMS = Path(__file__).parents[1] / "src" / "terreau"
#: Who reads it there is in the organisation, or is the one it was said by; or it is what is kept, not read.
KNOWN = {
    "people",  # its own page, which is not there while it is hidden, and those of its members
    "needs/forms/acts.py", "needs/forms/voice.py", "commons/forms",  # to choose in whose name one speaks
    "needs/queries/page.py", "commons/queries/page.py", "catalogue/queries/listing.py",  # once not hidden
    "needs/templates/needs/need.html", "participation/queries", "participation/slots",  # after `is_hidden`
    "participation/templates/participation/tokens", "recognition/queries/personal.py",  # for its own people
    "recognition/models/issuer.py",  # what is signed
    "commons/actions/describing.py",  # compared, not shown
    "commons/descriptions",  # a word of publiccode.yml
}  # fmt: skip
NAMED = re.compile(r"organisation\.name\b|organisation__name\b")


def test_no_page_names_an_organisation_without_asking_whether_it_is_hidden() -> None:
    naming = {
        str(path.relative_to(ROOMS))
        for path in [*ROOMS.glob("*/**/*.py"), *ROOMS.glob("*/templates/**/*.html")]
        if "tests" not in path.parts
        and "migrations" not in path.parts
        and NAMED.search(path.read_text("utf-8"))
    }
    unknown = {path for path in naming if not any(path.startswith(known) for known in KNOWN)}
    assert unknown == set(), "say `public_name`, which tells that it is hidden, and take the link away"
