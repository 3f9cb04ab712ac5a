"""Descriptions written from a sheet are valid, and read back as they were said."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terreau.commons.descriptions import (
    Agent,
    Description,
    Sheet,
    Written,
    read,
    read_file,
    sheet_of,
    write_codemeta,
    write_okh,
    write_publiccode,
)
from terreau.commons.tests.shared import CASES
from terreau.foundation import licences

WRITERS = {"publiccode.yml": write_publiccode, "okh.toml": write_okh, "codemeta.json": write_codemeta}
SHEET = Sheet(
    name="Compteur de vélos",
    summary="Compter les vélos d’une rue avec du matériel d’occasion",
    story="Né à Brest en 2024.\n\n- un capteur\n- une page\n\nyes",
    page="https://communs.example.org/communs/12",
    repository="https://example.org/velos.git",
    licence="EUPL-1.2",
    version="1.0",
    released="2026-11-23",
    created="2024-03-01",
    status="beta",
    holders=(Agent("Atelier du coin", uri="https://atelier.example.org"),),
    contributors=(Agent("Camille", person=True, email="camille@example.org"),),
    contacts=(Agent("Camille", person=True, email="camille@example.org"),),
    users=("Brest", "0o17"),
    keywords=("data-collection", "vélo"),
    features=("Compter", "no"),
    based_on=("https://example.org/compteur.git",),
    depends_on=("PostgreSQL",),
    documentation="https://docs.example.org",
    technology_level="OTRL-4",
    parts=(("Boîtier", "boitier.scad"),),
)


def back(name: str, written: Written) -> Description:
    return read(written.text.encode(), licences, name=name)


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_written_is_valid_and_complete(name: str) -> None:
    written = WRITERS[name](SHEET)
    found = back(name, written)
    assert (written.missing, found.valid, [one for one in found.problems if one.level == "error"]) == (
        (),
        True,
        [],
    )
    assert (found.licence.spdx, found.licence.open) == ("EUPL-1.2", True)
    again = sheet_of(found)
    for field in ("name", "repository", "version", "based_on"):
        assert getattr(again, field) == getattr(SHEET, field), field
    assert again.holders[0].name == "Atelier du coin"


def test_a_publiccode_says_what_the_sheet_says() -> None:
    again = sheet_of(back("publiccode.yml", write_publiccode(SHEET)))
    for field in (
        "summary",
        "page",
        "released",
        "status",
        "users",
        "features",
        "documentation",
        "depends_on",
        "contacts",
    ):
        assert getattr(again, field) == getattr(SHEET, field), field
    assert again.story.startswith(SHEET.story)
    assert again.keywords == ("data-collection",)


@pytest.mark.parametrize("name", WRITERS)
def test_a_bare_sheet_says_what_is_missing(name: str) -> None:
    written = WRITERS[name](Sheet(name="Vélos"))
    found = back(name, written)
    assert written.missing
    assert found.readable
    bare = Sheet(name="Vélos", page="https://a.example.org", licence="MIT", holders=(Agent("Nous"),))
    assert WRITERS[name](bare).missing == ()
    assert back(name, WRITERS[name](bare)).valid


texts = st.text(max_size=60) | st.sampled_from(
    ["yes", "~", "1:30", "0x1F", "# a", "- b", "'", '"', "é" * 200, "👨‍👩‍👧" * 80, "\x00", "\ud800"]
)
sheets = st.builds(
    Sheet,
    name=texts,
    summary=texts,
    story=st.text(max_size=400) | texts,
    language=texts,
    page=texts,
    repository=texts,
    version=texts,
    released=texts,
    holders=st.lists(st.builds(Agent, name=texts, uri=texts, email=texts), max_size=2).map(tuple),
    contacts=st.lists(st.builds(Agent, name=texts, uri=texts, email=texts), max_size=2).map(tuple),
    users=st.lists(texts, max_size=2).map(tuple),
    features=st.lists(texts, max_size=2).map(tuple),
    languages=st.lists(texts, max_size=2).map(tuple),
    based_on=st.lists(texts, max_size=2).map(tuple),
    platforms=st.lists(texts, max_size=2).map(tuple),
    documentation=texts,
    parts=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(sheets)
def test_whatever_people_wrote_the_file_is_valid(sheet: Sheet) -> None:
    sure = dataclasses.replace(
        sheet,
        name=f"Vélos {sheet.name}",
        page="https://a.example.org",
        licence="MIT",
        holders=(Agent("Nous"), *sheet.holders),
    )
    for name, write in WRITERS.items():
        written = write(sure)
        found = back(name, written)
        assert [one for one in found.problems if one.level == "error"] == [], written.text
        assert written.missing == ()


@pytest.mark.shared
def test_real_descriptions_become_sheets() -> None:
    for path in [
        *CASES.glob("okh/manual/*.toml"),
        *CASES.glob("publiccode/france/*.yml"),
        *CASES.glob("codemeta/examples/*"),
    ]:
        sheet = sheet_of(read_file(path, licences))
        assert sheet.name, path
        assert sheet.summary, path
        assert sheet.repository or path.parent.name == "examples", path
