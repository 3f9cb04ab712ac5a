"""Badges a second on one core: ours beside raw Ed25519 and the libraries that do the same proof.

Rates are per second of processor time, all measured in this one run on the same 3 kB credential; the
JavaScript peer is measured by its own process. The gates are ratios to the fastest peer that does
eddsa-rdfc-2022.
"""

from __future__ import annotations

import copy
import itertools
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import award_list
from bench.instance import TERREAU, run
from bench.report import Gate, Report
from terreau.recognition.openbadges import (
    SigningKey,
    StatusList,
    Verifier,
    achievement_credential,
    issue,
    issue_many,
    issue_token,
)
from terreau.recognition.openbadges.command import main as badge
from terreau.recognition.openbadges.contexts import manifest, shipped
from terreau.recognition.openbadges.keys.multibase import base58_decode, base58_encode
from terreau.recognition.openbadges.rdf import ShapeCache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
MODULES = ROOT / ".tools" / "badges-npm"
KEY = SigningKey.generate()
CREATED = "2026-01-02T00:00:00Z"
ISSUE_RATIO, VERIFY_RATIO = 20, 15


def credential(number: int = 0) -> dict[str, Any]:
    """Make an unsigned badge of about 3 kB: full achievement, evidence, a hashed recipient."""
    alignment = {"type": ["Alignment"], "targetFramework": "Cadre de référence", "targetType": "ext:skill"}
    achievement = {
        "id": "https://ex.example/a/1",
        "name": "Réparation de vélos",
        "description": "Sait réparer un vélo, et montrer comment faire. " * 4,
        "criteria": {"narrative": "Trois réparations documentées, une devant une autre personne. " * 4},
        "image": {"id": "https://ex.example/a/1.png", "type": "Image", "caption": "Une clé et une roue"},
        "tag": ["vélo", "réparation", "entraide"],
        "alignment": [
            {**alignment, "targetName": f"Compétence {n}", "targetUrl": f"https://ex.example/c/{n}"}
            for n in range(3)
        ],
    }
    issuer = {
        "id": KEY.controller,
        "type": ["Profile"],
        "name": "Atelier du Canal",
        "url": "https://ex.example/",
    }
    evidence = [
        {
            "id": "https://ex.example/p/1",
            "type": ["Evidence"],
            "name": "Photo",
            "narrative": "Un dimanche. " * 9,
        }
    ]
    more = {"evidence": evidence, "validUntil": "2040-01-01T00:00:00Z", "description": "Remis à l’atelier."}
    return achievement_credential(achievement, issuer, f"p{number}@ex.example", more=more)


def rate(work: Callable[[], object], seconds: float) -> float:
    """Times a second of processor time; the median of three goes, after a first one that does not count."""
    work()
    goes = []
    for _go in range(3):
        count, begun = 0, time.process_time()
        while time.process_time() - begun < seconds:
            work()
            count += 1
        goes.append(count / (time.process_time() - begun))
    return sorted(goes)[1]


def pyld_pair(document: dict[str, Any]) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """What one writes first with PyLD and cryptography: the anchor of every Python implementation."""
    from pyld import jsonld

    def loader(url: str, _options: object = None) -> dict[str, Any]:
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": shipped(url),
        }

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader}

    def hashed(proof: dict[str, Any]) -> bytes:
        config = {"@context": document["@context"], **proof}
        parts = (jsonld.normalize(one, dict(options)) for one in (config, document))
        return b"".join(sha256(part.encode()).digest() for part in parts)

    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": CREATED,
        "verificationMethod": KEY.method,
        "proofPurpose": "assertionMethod",
    }

    def sign() -> str:
        return "z" + base58_encode(KEY.sign(hashed(proof)))

    value = sign()
    return sign, lambda: KEY.public.verify(base58_decode(value[1:]), hashed(proof))


def openbadgeslib_pair(document: dict[str, Any]) -> tuple[Callable[[], Any], Callable[[], Any]]:
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )
    from openbadgeslib import ob3

    secret = KEY.native.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = KEY.public.native.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signed = ob3.add_data_integrity_proof(document, secret, KEY.method)
    return (
        lambda: ob3.add_data_integrity_proof(document, secret, KEY.method),
        lambda: ob3.verify_data_integrity_proof(signed, public),
    )


def digitalbazaar(document: dict[str, Any], times: int) -> tuple[float, float] | None:
    if not (MODULES / "node_modules").is_dir() or shutil.which("node") is None:
        return None
    asked = {"action": "time", "credential": document, "key": KEY.to_json(), "times": times}
    contexts = ROOT / "src/terreau/recognition/openbadges/contexts/shipped"
    command = ["node", str(Path(__file__).with_name("badges_peer.mjs")), str(MODULES), str(contexts)]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    return answer["issue"], answer["verify"]


def first_sight() -> float:
    """Milliseconds to canonicalise a shape never met, contexts already read."""
    times = []
    for number in range(7):
        document = {
            **credential(),
            "evidence": [{"type": ["Evidence"], "name": str(n)} for n in range(number + 1)],
        }
        begun = time.process_time()
        ShapeCache().canonical(document)
        times.append((time.process_time() - begun) * 1000)
    return sorted(times)[len(times) // 2]


FIXED = {"type", "@context", "issuer", "identityType", "identityHash", "targetType"}


def unlike(number: int) -> dict[str, Any]:
    """Make a badge whose every text is its own, so that nothing but its shape is shared."""

    def own(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: v if k in FIXED else own(v) for k, v in value.items()}
        if isinstance(value, list):
            return [own(one) for one in value]
        return f"{value}{number}" if isinstance(value, str) and not value.endswith("Z") else value

    made: dict[str, Any] = own(credential(number))
    return made


def folder_seconds(count: int) -> tuple[float, float]:
    """Seconds on the clock for the command to verify a folder of `count` badges, twice."""
    with tempfile.TemporaryDirectory() as name:
        made = issue_many((credential(number) for number in range(count)), KEY)
        for number, one in enumerate(made):
            (Path(name) / f"{number:05}.json").write_bytes(json.dumps(one).encode())
        took = []
        for _run in range(2):
            begun = time.perf_counter()
            done = subprocess.run(
                [str(Path(sys.executable).with_name("terreau")), "badge", "verify", name, "--format", "json"],
                capture_output=True,
                check=True,
            )
            took.append(time.perf_counter() - begun)
            if json.loads(done.stdout)["summary"]["valid"] != count:
                raise SystemExit("badges of our own making are not valid")
        return took[0], took[1]


def same_bytes(count: int) -> int:
    """Random badges on which the templates and the full path gave the same bytes; fails if one differs."""
    from hypothesis import HealthCheck, given, settings

    from terreau.recognition.tests import test_shapes as shapes

    seen = 0

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(shapes.badges)
    def compare(badge: dict[str, Any]) -> None:
        nonlocal seen
        expected = shapes.attempt(shapes.full, badge)
        for _sight in range(3):
            if shapes.attempt(shapes.SHARED_CACHE.canonical, badge) != expected:
                raise AssertionError(badge)
        seen += 1

    compare()
    return seen


def long_list(count: int) -> dict[str, str]:
    """A table of `count` people, one line in a hundred wrong, by the command and by the pages."""
    said = f"{count:,} lines, 1 % wrong"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "k.json").write_text(json.dumps({**KEY.to_json(), "profile": {"name": "Atelier"}}))
        (folder / "a.json").write_text(json.dumps(credential()["credentialSubject"]["achievement"]))
        (folder / "r.csv").write_text(award_list.lines(count))
        words = ["issue", "--achievement", f"{folder}/a.json", "--issuer-key", f"{folder}/k.json"]
        words += ["--recipients", f"{folder}/r.csv", "--out", f"{folder}/out", "--format", "json"]
        code, cpu, memory = used([str(Path(sys.executable).with_name("terreau")), "badge", *words])
        if code != 1 or len([*(folder / "out").iterdir()]) < count * 0.98:
            raise SystemExit(f"the command ended with {code}")
        run([*TERREAU, "demo", "--no-serve", "--data", f"{folder}/instance"])
        told = award_list.measured(folder / "instance", count)
    reads, writes = sorted(told["reads"]), sorted(told["writes"])
    return {
        f"{said}, by `terreau badge issue`": f"{cpu:.0f} s of processor, {memory:.0f} MB",
        f"{said}, sent by its page and told line by line": (
            f"{told['sent']:.0f} s, {told['sending_mb']:.0f} MB; its preview {told['preview'] * 1000:.0f} ms"
        ),
        f"the same, given by the background task ({told['given']:,} badges, {told['refused']:,} refused)": (
            f"{told['took']:.0f} s on the clock, {told['cpu']:.0f} of processor, {told['running_mb']:.0f} MB"
        ),
        "meanwhile, a page read; something small written (median, 99 in 100, worst)": (
            f"{_three(reads)}; {_three(writes)}"
        ),
    }


def _three(times: list[float]) -> str:
    """The median, the 99th in a hundred and the worst of these sorted seconds."""
    chosen = (times[len(times) // 2], times[len(times) * 99 // 100], times[-1])
    return ", ".join(f"{one * 1000:.0f}" for one in chosen) + " ms"


def used(words: list[str]) -> tuple[int, float, float]:
    """How a command ended, the seconds of processor and the megabytes it took."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, found = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, found.ru_utime + found.ru_stime, found.ru_maxrss / 1024


def csv_seconds(count: int) -> float:
    """Seconds of processor to issue and bake badges from a CSV of `count` lines, by the command."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "k.json").write_text(json.dumps({**KEY.to_json(), "profile": {"name": "Atelier"}}))
        (folder / "a.json").write_text(json.dumps(credential()["credentialSubject"]["achievement"]))
        (folder / "r.csv").write_text("email\n" + "".join(f"p{n}@ex.example\n" for n in range(count)))
        picture = folder / "p.svg"
        picture.write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
        )
        words = ["issue", "--achievement", f"{folder}/a.json", "--issuer-key", f"{folder}/k.json"]
        words += ["--recipients", f"{folder}/r.csv", "--out", f"{folder}/out", "--bake", str(picture)]
        begun = time.process_time()
        badge(words)
        return time.process_time() - begun


def status_milliseconds() -> float:
    bits = StatusList()
    for index in random.Random(4).sample(range(131_072), 9_000):  # noqa: S311 -- always the same list
        bits[index] = True
    encoded = bits.encoded()
    return 1000 / rate(lambda: StatusList.read(encoded, 10**7)[4242], 0.2)


def memory_growth(count: int) -> float:
    """Megabytes that a process of its own grows by while it issues and verifies `count` different badges."""
    code = f"from bench.badges import grown; print(grown({count}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    return float(done.stdout)


def grown(count: int) -> float:
    """Megabytes between a tenth of the way, when every cache is warm, and the end."""
    verifier = Verifier()
    made = issue_many((credential(number) for number in range(count)), KEY)
    before = 0
    for number, one in enumerate(made):
        if verifier.verify(json.dumps(one).encode()).verdict != "valid":
            raise SystemExit(f"badge {number} is not valid")
        if number == count // 10:
            before = _resident()
    return (_resident() - before) / 1024 / 1024


def _resident() -> int:
    """Bytes of memory held now (not the most there ever was, which would hide a growth)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def _many() -> Iterator[dict[str, Any]]:
    document = credential()
    number = 0
    while True:
        number += 1
        yield {**document, "id": f"urn:uuid:{number}"}


def main(*, quick: bool = False) -> Report:
    """Measure everything; `quick` shortens each go."""
    seconds = 0.3 if quick else 1.0
    document = credential()
    alike = itertools.cycle([json.dumps(issue(credential(n), KEY)).encode() for n in range(200)])
    apart = itertools.cycle([json.dumps(issue(unlike(n), KEY)).encode() for n in range(200)])
    unsigned, unsigned_apart = (
        itertools.cycle([make(n) for n in range(200)]) for make in (credential, unlike)
    )
    raw = next(alike)
    token = issue_token(document, KEY).encode()
    verifier = Verifier()
    stream = issue_many(_many(), KEY)
    message, signature = b"x" * 64, KEY.sign(b"x" * 64)
    public = KEY.public
    rows: dict[str, tuple[float, float]] = {
        "raw Ed25519, 64 bytes": (
            rate(lambda: KEY.sign(message), seconds),
            rate(lambda: public.verify(signature, message), seconds),
        ),
        "**ours**, every check, 200 badges of one definition": (
            rate(lambda: issue(next(unsigned), KEY), seconds),
            rate(lambda: verifier.verify(next(alike)), seconds),
        ),
        "**ours**, the same, no two texts alike": (
            rate(lambda: issue(next(unsigned_apart), KEY), seconds),
            rate(lambda: verifier.verify(next(apart)), seconds),
        ),
        "**ours**, a batch": (rate(lambda: next(stream), seconds), 0.0),
        "**ours**, VC-JWT, every check": (
            rate(lambda: issue_token(document, KEY), seconds),
            rate(lambda: verifier.verify(token), seconds),
        ),
    }
    peers = {
        "PyLD + cryptography": pyld_pair(document),
        "openbadgeslib": openbadgeslib_pair(copy.deepcopy(document)),
    }
    for name, (sign, check) in peers.items():
        rows[name] = (rate(sign, seconds), rate(check, seconds))
    theirs = digitalbazaar(document, 60 if quick else 300)
    if theirs:
        rows["@digitalbazaar/vc"] = theirs
    return _told(rows, [*peers, *(["@digitalbazaar/vc"] if theirs else [])], len(raw), quick=quick)


def _told(rows: dict[str, tuple[float, float]], peers: list[str], size: int, *, quick: bool) -> Report:
    ours = rows["**ours**, every check, 200 badges of one definition"]
    best = [max(rows[name][which] for name in peers) for which in (0, 1)]
    lines = [
        f"One badge of {size} bytes, {len(manifest())} contexts from the disk; per second of processor.",
        "",
        "| | issue/s | verify/s | ours ÷ this, issue | ours ÷ this, verify |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, (made, checked) in rows.items():
        second = (
            f"{checked:,.0f} | {ours[0] / made:.2f} | {ours[1] / checked:.2f}" if checked else "– | – | –"
        )
        lines.append(f"| {name} | {made:,.0f} | {second} |")
    count = 5_000 if quick else 100_000
    files = 500 if quick else 10_000
    first, second = folder_seconds(files)
    same = same_bytes(300 if quick else 5_000)
    others = {
        "first sight of a shape (target 15 ms)": f"{first_sight():.1f} ms",
        "1,000 badges from a CSV, issued and baked (target 2 s)": f"{csv_seconds(1000):.2f} s",
        "131,072-entry status list decoded and read (target 5 ms)": f"{status_milliseconds():.2f} ms",
        f"a folder of {files:,} files verified by the command, on the clock, first and second run": (
            f"{first:.1f} s and {second:.1f} s, {files / second:,.0f} files/s"
        ),
        "random badges on which templates and full path gave the same bytes": f"{same:,}",
        f"memory over {count:,} badges issued and verified (target: flat)": f"+{memory_growth(count):.1f} MB",
        **long_list(2_000 if quick else 100_000),
    }
    lines += [
        "",
        "| | measured |",
        "| --- | ---: |",
        *(f"| {name} | {said} |" for name, said in others.items()),
    ]
    gates = [
        Gate(f"fastest peer × {ISSUE_RATIO} ÷ ours, issue", best[0] * ISSUE_RATIO / ours[0], 1),
        Gate(f"fastest peer × {VERIFY_RATIO} ÷ ours, verify", best[1] * VERIFY_RATIO / ours[1], 1),
    ]
    return Report(lines, gates)


if __name__ == "__main__":
    print(main(quick=True).section)
