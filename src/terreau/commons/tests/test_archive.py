"""A commons carried away whole: written, read again, and everything that is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terreau.commons.archive import (
    Archive,
    ArchiveRefused,
    Caps,
    Contents,
    Contributor,
    File,
    Origin,
    Page,
    Revision,
    open_archive,
    public_key,
    write_archive,
)
from terreau.commons.archive.signing import sign

if TYPE_CHECKING:
    from collections.abc import Callable

KEY, OTHER = b"k" * 32, b"o" * 32
MADE = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
ORIGIN = Origin(
    "https://a.example.org", "https://a.example.org/communs/12", "Compteur de vélos", "4", MADE.isoformat()
)
FIRST = Revision("a#1", "Début", "2025-01-01T10:00:00+01:00", "c1", "premier jet")
SECOND = Revision("a#2", "Début\n\nSuite", "2025-02-01T10:00:00+01:00", "c2", parent="a#1")


def contents(**more: Any) -> Contents:
    given: dict[str, Any] = {
        "origin": ORIGIN,
        "sheet": {"title": "Compteur de vélos", "kinds": ["hardware"]},
        "licence": {"said": "CERN OHL S", "spdx": "CERN-OHL-S-2.0", "open": True},
        "contributors": [
            Contributor("c1", "Camille"),
            Contributor("c2", "Atelier", "organisation", "https://atelier.org"),
        ],
        "pages": [Page("plan", "Le plan", [FIRST, SECOND]), Page("vide", "Vide")],
        "files": [File("Schéma n°1.PNG", lambda: iter([b"\x89PNG", b"x" * 70_000]), "image/png", by="c1")],
        "sections": {"regles": [{"text": "On partage."}]},
        "lineage": (Origin("https://b.example.org", "https://b.example.org/communs/3"),),
    }
    return Contents(**(given | more))


def packed(key: bytes = KEY, **more: Any) -> bytes:
    file = io.BytesIO()
    write_archive(file, contents(**more), key, made=MADE)
    return file.getvalue()


def opened(data: bytes, **more: Any) -> Archive:
    return open_archive(io.BytesIO(data), **more)


def test_everything_comes_back_as_it_was() -> None:
    with opened(packed(), signed_by=public_key(KEY)) as archive:
        assert archive.sheet == {"title": "Compteur de vélos", "kinds": ["hardware"]}
        assert archive.licence == {"said": "CERN OHL S", "spdx": "CERN-OHL-S-2.0", "open": True}
        assert (archive.origin.commons, archive.origin.signer) == (ORIGIN.commons, public_key(KEY))
        assert archive.lineage[0].instance == "https://b.example.org"
        assert archive.contributors()[1] == Contributor(
            "c2", "Atelier", "organisation", "https://atelier.org"
        )
        plan, empty = archive.pages()
        assert (plan.slug, plan.title, list(plan.revisions)) == ("plan", "Le plan", [FIRST, SECOND])
        assert list(empty.revisions) == []
        (file,) = archive.files()
        assert (file.name, file.type, file.size, file.by) == ("Schéma n°1.PNG", "image/png", 70_004, "c1")
        assert b"".join(file.read()) == b"\x89PNG" + b"x" * 70_000
        assert b"".join(file.read()).startswith(b"\x89PNG")
        assert (archive.sections, archive.section("regles")) == (("regles",), [{"text": "On partage."}])
        with pytest.raises(KeyError):
            archive.section("absente")


def test_it_can_be_read_with_nothing_but_a_text_editor() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as plain:
        names = plain.namelist()
        assert plain.read("pages/00001-plan.md").decode() == "# Le plan\n\nDébut\n\nSuite\n"
        assert "fichiers/00001-schema-n-1.png" in names
        said = plain.read("LISEZMOI.md").decode()
    assert "CERN-OHL-S-2.0" in said
    assert "Camille, Atelier" in said


def test_the_same_commons_makes_the_same_file() -> None:
    assert packed() == packed()


def test_another_instance_is_not_taken_for_the_origin() -> None:
    with pytest.raises(ArchiveRefused) as refused:
        opened(packed(OTHER), signed_by=public_key(KEY))
    assert refused.value.code == "signer"
    assert opened(packed(OTHER)).signer == public_key(OTHER)


def remade(change: Callable[[dict[str, bytes]], None], *, signed: bytes | None = None) -> bytes:
    """The archive with members changed; signed again when a key is given, its manifest made true."""
    with zipfile.ZipFile(io.BytesIO(packed())) as plain:
        members = {name: plain.read(name) for name in plain.namelist()}
    change(members)
    if signed is not None:
        manifest = json.loads(members["manifest.json"])
        manifest["members"] = [
            {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in members.items()
            if name not in ("manifest.json", "signature.json")
        ]
        members["manifest.json"] = json.dumps(manifest).encode()
        said = {
            "algorithm": "Ed25519",
            "public_key": public_key(signed),
            "signature": sign(members["manifest.json"], signed),
        }
        members["signature.json"] = json.dumps(said).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as plain:
        for name, data in members.items():
            plain.writestr(name, data)
    return file.getvalue()


def put(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda members: members.__setitem__(name, data)


def drop(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda members: members.__delitem__(name) if name in members else None


def in_manifest(key: str, value: Any) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | {key: value}).encode()

    return change


#: Changed by somebody without the key: what, and the code of the refusal.
FORGED = [
    (put("commun.json", b"{}"), "altered"),
    (put("historique/00001-plan.jsonl", b""), "altered"),
    (put("pages/00001-plan.md", b"# Le plan\n\nD\xc3\xa9but\n\nSuitE\n"), "altered"),
    (put("ajout.md", b"x"), "members"),
    (drop("pages/00001-plan.md"), "members"),
    (drop("manifest.json"), "incomplete"),
    (drop("signature.json"), "incomplete"),
    (in_manifest("licence", {"spdx": "CC0-1.0"}), "signature"),
    (put("signature.json", b"{}"), "shape"),
    (
        put("signature.json", b'{"algorithm": "Ed25519", "public_key": "AAAA", "signature": "AAAA"}'),
        "signature",
    ),
    (put("signature.json", b'{"algorithm": "none"}'), "shape"),
    (put("../../etc/passwd", b"x"), "path"),
    (put("/etc/passwd", b"x"), "path"),
    (put("pages\\..\\x", b"x"), "path"),
    (put("pages/.cache", b"x"), "path"),
    (put("pages/nul.md", b"x"), "path"),
    (put("pages/a/b.md", b"x"), "path"),
]


@pytest.mark.parametrize(("change", "code"), FORGED)
def test_what_was_changed_without_the_key_is_refused(
    change: Callable[[dict[str, bytes]], None], code: str
) -> None:
    with pytest.raises(ArchiveRefused) as refused:
        opened(remade(change))
    assert refused.value.code == code
    assert refused.value.advice()


#: Signed by somebody who has a key and means harm: the shape is refused all the same.
MALFORMED = [
    put("commun.json", b"[]"),
    put("commun.json", b"["),
    put("commun.json", b"[" * 100_000),
    put("contributeurs.json", b'[{"id": 1, "name": "x"}]'),
    put("contributeurs.json", b'[{"name": "x"}]'),
    put("pages.json", b'[{"slug": "a", "title": "b", "history": "../x"}]'),
    put("pages.json", b"{}"),
    put(
        "fichiers.json",
        b'[{"member": "absent", "name": "a", "type": "", "title": "", "licence": "", "by": ""}]',
    ),
    put("fichiers.json", b"[1]"),
    put("historique/00001-plan.jsonl", b'{"id": "1", "text": "x", "at": "hier"}\n'),
    put("historique/00001-plan.jsonl", b'{"id": "1", "text": "x", "at": "2025-01-01"}\n'),
    put("historique/00001-plan.jsonl", b"x\n"),
    in_manifest("origin", {"instance": 1}),
    in_manifest("origin", None),
    in_manifest("lineage", {}),
    in_manifest("version", 2),
    in_manifest("format", "x"),
    in_manifest("made", "hier"),
]


@pytest.mark.parametrize("change", MALFORMED)
def test_what_has_another_shape_is_refused(change: Callable[[dict[str, bytes]], None]) -> None:
    def read_all() -> None:
        with opened(remade(change, signed=OTHER)) as archive:
            assert archive.sheet is not None
            archive.contributors()
            for page in archive.pages():
                list(page.revisions)
            for file in archive.files():
                list(file.read())

    with pytest.raises(ArchiveRefused):
        read_all()


def test_a_name_of_a_file_is_never_a_path() -> None:
    def change(members: dict[str, bytes]) -> None:
        listed = json.loads(members["fichiers.json"])
        listed[0]["name"] = "../../etc/pass\x00wd"
        members["fichiers.json"] = json.dumps(listed).encode()

    with opened(remade(change, signed=OTHER)) as archive:
        assert [file.name for file in archive.files()] == ["etc pass wd"]


def test_caps_hold_before_anything_is_unpacked() -> None:
    data = packed(files=[File("zeros", lambda: iter([b"\0" * 1_000_000] * 3))])
    assert len(data) < 20_000
    for caps in (Caps(unpacked=1_000_000), Caps(member=1_000_000), Caps(members=3), Caps(manifest=100)):
        with pytest.raises(ArchiveRefused) as refused:
            opened(data, caps=caps)
        assert refused.value.code in ("heavy", "many")


def test_a_directory_of_a_million_names_is_never_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    class Counted(zipfile.ZipInfo):
        def __init__(self, *said: Any) -> None:
            super().__init__(*said)
            made.append(self)

    names = [f"{number:x}" for number in range(3_000)]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as plain:
        for name in names:
            plain.writestr(name, b"")
    monkeypatch.setattr(zipfile, "ZipInfo", Counted)
    with pytest.raises(ArchiveRefused) as refused:
        opened(file.getvalue(), caps=Caps(members=100))
    assert refused.value.code == "many"
    assert made == []


def test_a_size_that_lies_is_refused() -> None:
    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        manifest["members"][0]["size"] = 1
        members["manifest.json"] = json.dumps(manifest).encode()
        said = {
            "algorithm": "Ed25519",
            "public_key": public_key(OTHER),
            "signature": sign(members["manifest.json"], OTHER),
        }
        members["signature.json"] = json.dumps(said).encode()

    with pytest.raises(ArchiveRefused) as refused:
        opened(remade(change))
    assert refused.value.code == "altered"


def test_a_long_version_is_refused() -> None:
    data = packed(pages=[Page("a", "A", [Revision("1", "x" * 50_000, MADE.isoformat())])])
    with opened(data, caps=Caps(line=10_000)) as archive, pytest.raises(ArchiveRefused):
        list(next(archive.pages()).revisions)


def test_links_doubles_and_things_in_front_are_refused() -> None:
    file = io.BytesIO(packed())
    with zipfile.ZipFile(file, "a") as plain:
        link = zipfile.ZipInfo("lien")
        link.external_attr = 0o120777 << 16
        plain.writestr(link, "/etc/passwd")
    with pytest.raises(ArchiveRefused, match="lien"):
        opened(file.getvalue())
    file = io.BytesIO(packed())
    with zipfile.ZipFile(file, "a") as plain, pytest.warns(UserWarning, match="Duplicate"):
        plain.writestr("commun.json", "{}")
    with pytest.raises(ArchiveRefused, match="deux fois"):
        opened(file.getvalue())
    with pytest.raises(ArchiveRefused, match="devant"):
        opened(b"#!/bin/sh\n" + packed())


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, b"x" * 1000])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(ArchiveRefused):
        opened(data)


WHOLE = packed()


@settings(max_examples=120, deadline=None)
@given(st.integers(0, len(WHOLE) - 1))
def test_a_truncated_archive_is_refused(end: int) -> None:
    with pytest.raises(ArchiveRefused):
        opened(WHOLE[:end])


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_byte_that_changed_is_refused_or_changes_nothing(place: int, by: int) -> None:
    """Some bytes of a zip mean nothing (dates, attributes): then what is read is what was written."""
    data = bytearray(WHOLE)
    data[place] ^= by
    try:
        archive = opened(bytes(data), signed_by=public_key(KEY))
    except ArchiveRefused:
        return
    with archive:
        assert archive.sheet["title"] == "Compteur de vélos"
        assert [list(page.revisions) for page in archive.pages()] == [[FIRST, SECOND], []]


def test_a_section_has_a_plain_name() -> None:
    with pytest.raises(ValueError, match="section"):
        packed(sections={"../x": 1})
