"""What a stranger's file may cost: every cap of `Caps` is met here, and says its name."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from terreau.recognition.openbadges import Caps, StatusList, read, verify
from terreau.recognition.openbadges.errors import (
    AmbiguousJsonError,
    ForbiddenXmlError,
    ManyCredentialsError,
    TooBigError,
    UnreadableError,
)
from terreau.recognition.openbadges.issuing import (
    endorsement_credential,
    issue,
    status_entry,
    status_list_credential,
)
from terreau.recognition.openbadges.keys.multibase import base64url_encode
from terreau.recognition.openbadges.rdf import canonical_quads
from terreau.recognition.openbadges.rdf.canon import canonical_labels
from terreau.recognition.openbadges.resolving import bring
from terreau.recognition.openbadges.strictjson import parse
from terreau.recognition.tests.builders import KEY, OTHER, png, raw, signed, unsigned
from terreau.recognition.tests.shared import Documents

CAPS = Caps()
MET: set[str] = set()


def meets(cap: str, text: bytes, caps: Caps = CAPS) -> None:
    """Verify a file and find that the cap is said to stop it, without any exception."""
    MET.add(cap)
    result = verify(text, caps=caps)
    assert result.verdict == "invalid"
    assert any(cap in check.message("en") for check in result.checks if check.ok is False), result.to_json(
        lang="en"
    )


def refuses(cap: str) -> Any:
    MET.add(cap)
    return pytest.raises(TooBigError, match=cap)


def test_a_file_too_large_is_refused_unread() -> None:
    meets("file_size", b"x" * 20, replace(CAPS, file_size=10))


def test_a_text_too_large_is_refused() -> None:
    meets("text_size", raw({"x": "y" * CAPS.text_size}))


def test_a_text_that_inflates_without_end_is_refused_before_it_does() -> None:
    bomb = zlib.compress(b"{" + b" " * 50_000_000 + b"}", 9)
    meets("text_size", png(b"openbadgecredential\0\1\0\0\0" + bomb))


def test_json_nested_without_end_is_refused() -> None:
    meets("json_depth", b'{"a":' * 60 + b"1" + b"}" * 60)
    meets("json_depth", b'{"a":' + b"[" * 400_000 + b"]" * 400_000 + b"}")


def test_json_with_too_many_values_is_refused() -> None:
    meets("json_values", raw({"a": list(range(CAPS.json_values + 1))}))


def test_a_dataset_too_large_is_refused() -> None:
    quads = [(f"<urn:s:{number}>", "<urn:p>", "<urn:o>", "") for number in range(CAPS.quads + 1)]
    with refuses("quads"):
        canonical_quads(quads, CAPS)
    meets("quads", raw(signed()), replace(CAPS, quads=5))


def test_too_many_blank_nodes_are_refused() -> None:
    quads = [(f"_:b{number}", "<urn:p>", f'"{number}"', "") for number in range(CAPS.blank_nodes + 1)]
    with refuses("blank_nodes"):
        canonical_quads(quads, CAPS)


def test_a_poison_graph_is_refused_by_its_work_not_by_the_clock() -> None:
    # A clique of blank nodes, all alike: RDFC-1.0 would try every order of them.
    nodes = [f"_:n{number}" for number in range(12)]
    clique = [(a, "<urn:p>", b, "") for a in nodes for b in nodes if a != b]
    with refuses("rdfc_steps"):
        canonical_labels(clique, CAPS)


def test_too_many_proofs_are_refused() -> None:
    badge = signed()
    MET.add("proofs")
    badge["proof"] = [badge["proof"]] * (CAPS.proofs + 1)
    result = verify(raw(badge))
    assert (result.verdict, result.reason) == ("invalid", "proof")


def test_too_many_contexts_are_refused() -> None:
    badge = signed()
    badge["@context"] = badge["@context"] * CAPS.contexts
    meets("contexts", raw(badge))


def test_too_many_endorsements_are_refused() -> None:
    inner = {"@context": unsigned()["@context"], "type": ["VerifiableCredential", "EndorsementCredential"]}
    inner |= {
        "issuer": KEY.controller,
        "credentialSubject": {"id": "urn:x:1", "type": ["EndorsementSubject"]},
    }
    MET.add("endorsements")
    badge = issue(unsigned(endorsement=[inner] * (CAPS.endorsements + 1)), KEY)
    check = verify(raw(badge)).check("endorsement")
    assert check is not None
    assert check.ok is False
    assert str(CAPS.endorsements) in check.message("en")


def test_endorsements_of_endorsements_stop_at_a_depth() -> None:
    MET.add("endorsement_depth")
    frame = {"@context": unsigned()["@context"], "type": ["VerifiableCredential", "EndorsementCredential"]}
    inner: dict[str, Any] = {}
    for level in range(8):
        subject = {"id": "urn:x:1", "type": ["EndorsementSubject"]}
        inner = {**frame, "id": f"urn:x:{level}", "issuer": KEY.controller, "credentialSubject": subject}
    badge = issue(unsigned(endorsement=[inner]), KEY)
    assert verify(raw(badge), caps=replace(CAPS, endorsement_depth=0)).check("endorsement") is None


def test_a_picture_of_too_many_pieces_is_refused() -> None:
    meets("png_chunks", png(*[b"Comment\0x"] * (CAPS.png_chunks + 1), kind=b"tEXt"))


def test_a_status_list_that_inflates_to_200_megabytes_is_refused() -> None:
    bomb = "u" + base64url_encode(gzip.compress(bytes(200_000_000), 9))
    url = "https://ex.example/s"
    credential = status_list_credential(StatusList(), url, KEY.controller)
    credential["credentialSubject"]["encodedList"] = bomb
    badge = signed(credentialStatus=status_entry(url, 3))
    MET.add("status_list_size")
    check = verify(raw(badge), resolver=Documents({url: issue(credential, KEY)})).check("status")
    assert check is not None
    assert check.ok is False
    assert "status_list_size" in check.message("en")


def test_a_document_too_large_is_refused() -> None:
    with refuses("document_size"):
        bring(
            Documents({"https://ex.example/": b"x" * (CAPS.document_size + 1)}), "https://ex.example/", CAPS
        )


def test_a_badge_that_names_addresses_without_end_has_few_of_them_asked() -> None:
    MET.add("documents")
    known = Documents(live=True)
    inner = [
        {
            **endorsement_credential("urn:x:1", OTHER.controller, "Oui"),
            "credentialStatus": [status_entry(f"https://ex.example/s/{number}/{n}", n) for n in range(9)],
        }
        for number in range(20)
    ]
    badge = issue({**unsigned(endorsement=[issue(one, OTHER) for one in inner]), "id": "urn:x:1"}, KEY)
    verify(raw(badge), resolver=known)
    assert len(known.asked) == CAPS.documents


def test_too_many_status_entries_are_refused() -> None:
    MET.add("status_entries")
    entries = [status_entry("https://ex.example/s", n) for n in range(CAPS.status_entries + 1)]
    check = verify(raw(signed(credentialStatus=entries))).check("status")
    assert check is not None
    assert check.ok is False
    assert "status_entries" in check.message("en")


def test_redirections_and_size_are_what_the_command_allows_its_client() -> None:
    from terreau.config.engines import Web

    MET.add("redirects")
    client = Web().client()
    assert (client.redirects, client.most_bytes) == (CAPS.redirects, CAPS.document_size)


def test_a_status_list_that_leads_back_to_itself_ends() -> None:
    url = "https://ex.example/s"
    credential = status_list_credential(StatusList(), url, KEY.controller)
    looped = issue({**credential, "credentialStatus": status_entry(url, 1)}, KEY)
    known = Documents({url: looped})
    result = verify(raw(signed(credentialStatus=status_entry(url, 3))), resolver=known)
    assert (result.verdict, result.reason) == ("invalid", "status")
    assert known.asked == [url]


@pytest.mark.parametrize(
    "number", ["1e400", "-1e999", "9007199254740993", "-1234567890123456789", "1" * 5000]
)
def test_a_number_that_readers_round_differently_is_refused(number: str) -> None:
    with pytest.raises(AmbiguousJsonError):
        parse(f'{{"a":{number}}}'.encode(), CAPS)
    assert parse(b'{"a":9007199254740992,"b":-1.5e-7}', CAPS) == {"a": 2**53, "b": -1.5e-7}


@pytest.mark.parametrize("text", ['{"a":1,"a":2}', '{"a":{"b":1,"b":1}}', '{"a":NaN}', '{"a":"\\ud800"}'])
def test_json_that_two_readers_may_read_differently_is_refused(text: str) -> None:
    with pytest.raises(AmbiguousJsonError):
        parse(text.encode(), CAPS)
    assert (verify(text.encode()).verdict, verify(text.encode()).reason) == ("invalid", "json")


@pytest.mark.parametrize(
    "head",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>',
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_xml_entities_are_refused(head: bytes) -> None:
    with pytest.raises(ForbiddenXmlError):
        read(head + b'<svg xmlns="http://www.w3.org/2000/svg"/>', CAPS)


def test_a_picture_with_two_badges_is_refused() -> None:
    text = b"openbadgecredential\0\0\0\0\0" + raw(signed())
    with pytest.raises(ManyCredentialsError):
        read(png(text, text), CAPS)
    assert verify(png(text, text)).reason == "baking"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"not a badge",
        b"[1]",
        b'{"a":',
        b"<svg",
        b"<svg/>",
        png(),
        b"a.b.c",
        b"\xff\xfe{",
    ],
)
def test_what_is_no_badge_is_unreadable_and_never_an_exception(text: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(text, CAPS)
    assert verify(text).verdict == "unreadable"


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, [[]], {"id": []}, True])
@pytest.mark.parametrize(
    "name",
    [
        "@context",
        "type",
        "issuer",
        "credentialSubject",
        "proof",
        "validFrom",
        "validUntil",
        "credentialStatus",
        "evidence",
        "id",
        "endorsement",
        "endorsementJwt",
    ],
)
def test_a_value_of_any_shape_anywhere_is_judged_not_raised(name: str, value: object) -> None:
    badge = {**signed(), name: value}
    result = verify(json.dumps(badge).encode())
    # An empty list says nothing in JSON-LD: the signature covers the same meaning.
    assert result.verdict in {"invalid", "unknown"} or (
        value == [] and name not in {"@context", "type", "proof"}
    )


def test_every_cap_is_met_by_a_test() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    words = {"meets(", "refuses(", "MET.add("}
    for one in fields(Caps):
        assert any(f'{word}"{one.name}"' in source for word in words), one.name
