"""Why an archive or a wiki export is not taken is told in French and in English."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from terreau.commons.actions.forking import fork
from terreau.commons.archive import ArchiveRefused, open_archive
from terreau.commons.command import main
from terreau.commons.errors import RefusedArchiveError
from terreau.commons.mediawiki import DumpRefused, look

if TYPE_CHECKING:
    from pathlib import Path

NOT_ZIP, NOT_XML = b"nothing of the kind", b"<html></html>"


def test_the_engines_refuse_in_both_languages() -> None:
    with pytest.raises(ArchiveRefused) as refused:
        open_archive(io.BytesIO(NOT_ZIP))
    assert refused.value.code == "zip"
    assert refused.value.said() == "Ce fichier n’est pas une archive entière."
    assert refused.value.said("en") == "This file is not a whole archive."
    assert refused.value.advice("en").startswith("Ask the instance")
    with pytest.raises(DumpRefused) as other:
        look(io.BytesIO(NOT_XML))
    assert other.value.titled("en") == "Export refused"
    assert other.value.said("en") == "This file is not an XML export of MediaWiki."


@pytest.mark.parametrize(
    ("verb", "content", "said"),
    [
        (("verify",), NOT_ZIP, "This file is not a whole archive."),
        (("import-mediawiki", "--dry-run"), NOT_XML, "This file is not an XML export of MediaWiki."),
        (("verify",), None, "This file does not open: check its name, and who may read it."),
    ],
)
def test_the_command_refuses_in_the_language_asked(
    verb: tuple[str, ...],
    content: bytes | None,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        (tmp_path / "a").write_bytes(content)
    asked = [verb[0], str(tmp_path / "a"), *verb[1:], "--lang", "en"]
    assert main(asked) > 0
    assert f": {said}" in capsys.readouterr().out.replace(": refused. ", ": ")
    main([*asked, "--format", "json"])
    assert json.loads(capsys.readouterr().out)["files"][0]["error"]["message"] == said


@pytest.mark.django_db
def test_a_person_reads_why_an_archive_is_refused_in_their_language() -> None:
    for language, said in (("fr", "n’est pas une archive entière"), ("en", "is not a whole archive")):
        with translation.override(language), pytest.raises(RefusedArchiveError) as refused:
            fork(io.BytesIO(NOT_ZIP), by=None)
        assert said in str(refused.value)
