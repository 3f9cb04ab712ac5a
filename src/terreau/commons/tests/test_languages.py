"""Why an archive or a wiki export is not taken is told in French and in English."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from terreau.commons.actions.forking import fork
from terreau.commons.archive import ArchiveRefused, open_archive
from terreau.commons.command import main
from terreau.commons.descriptions import read
from terreau.commons.errors import RefusedArchiveError
from terreau.commons.mediawiki import DumpRefused, look
from terreau.foundation import licences

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


WRONG = {
    "publiccode.yml": b"publiccodeYmlVersion: '9'\nname: 3\nurl: x\nlegal:\n  license: nope\n"
    b"monochromeLogo: a\n"
    b"maintenance:\n  type: contract\nsoftwareType: zz\nreleaseDate: hier\ndescription: []\nzz: 1\n"
    b"localisation:\n  localisationReady: oui\n  availableLanguages: fr\n",
    "codemeta.json": b'{"@context": "https://w3id.org/codemeta/9.0", "@type": "Zz", "dateCreated": "hier",'
    b'"zz": 1,'
    b'"codeRepository": "x", "author": 3, "license": "nope", "version": 3, "developmentStatus": "zz"}',
    "okh.toml": b'okhv = "zz"\nname = 3\nrepo = "x"\nlicense = "nope"\nzz = 1\nsoftware = 3\n'
    b'technology-readiness-level = "zz"\ndocumentation-language = "??"\ncpc-patent-class = "zz"\n',
    "broken.json": b"{",
    "broken.yml": b"a: [",
    "broken.toml": b"a =",
    "other.bin": b"nothing",
}
FRENCH = re.compile(r"[éèêàçùœ’«»]|\b(le|la|les|des|une|est|et|ou)\b")


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_description_is_told_in_both_languages(name: str) -> None:
    found = read(WRONG[name], licences, name=name)
    assert found.problems
    for problem in found.problems:
        french, english = problem.text
        assert french == problem.message
        assert french != english
        assert not FRENCH.search(english), english


def test_the_check_of_a_description_is_in_the_language_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "codemeta.json"
    path.write_bytes(WRONG["codemeta.json"])
    main(["check", str(path), "--lang", "en"])
    told = capsys.readouterr().out
    assert "error, dateCreated: “hier” is not a date written YYYY-MM-DD." in told
    assert "not valid, " in told
    main(["check", str(path), "--lang", "en", "--format", "json"])
    assert "“hier” is not a date" in capsys.readouterr().out


DUMP = b"""<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/"><siteinfo><sitename>Wiki</sitename>
</siteinfo><page><title>A</title><ns>0</ns><id>1</id><revision><id>1</id>
<timestamp>2020-01-01T00:00:00Z</timestamp><contributor><ip>192.0.2.1</ip></contributor>
<text>x</text></revision></page></mediawiki>"""


def test_what_an_export_holds_is_told_in_both_languages() -> None:
    report = look(io.BytesIO(DUMP))
    assert list(report.lines()) == [
        "Wiki : 1 pages, 1 versions, 0 contributeurs.",
        "1 versions viennent d’adresses IP : leur auteur sera « anonyme ».",
    ]
    assert list(report.lines("en")) == [
        "Wiki: 1 pages, 1 versions, 0 contributors.",
        "1 versions come from IP addresses: their author will be “anonymous”.",
    ]


@pytest.mark.django_db
def test_a_person_reads_why_an_archive_is_refused_in_their_language() -> None:
    for language, said in (("fr", "n’est pas une archive entière"), ("en", "is not a whole archive")):
        with translation.override(language), pytest.raises(RefusedArchiveError) as refused:
            fork(io.BytesIO(NOT_ZIP), by=None)
        assert said in str(refused.value)
