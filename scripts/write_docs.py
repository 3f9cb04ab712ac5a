"""Print into docs/ what the code knows best: settings, commands, addresses, API routes, rights.

`python scripts/write_docs.py` rewrites what stands between `<!-- begin: x -->` and `<!-- end: x -->`;
`--check` changes nothing and exits with 1 when a page is behind. A test runs the check.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings_test")

import django

django.setup()

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override
from rules.permissions import permissions

from terreau.config.api import api
from terreau.config.configuration import SETTINGS
from terreau.people.queries import register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
COMMANDS = (
    "", "demo", "serve", "init", "check", "worker", "import", "journal",
    "backup", "restore", "export", "maintenance", "doctor",
    "badge", "table",
)  # fmt: skip


def settings() -> str:
    rows = [
        f"| `{one.name}` | {f'`{one.default}`' if one.default else ''} | {one.meaning} |" for one in SETTINGS
    ]
    return "\n".join(["| setting | default | meaning |", "| --- | --- | --- |", *rows])


def commands() -> str:
    blocks = []
    for name in COMMANDS:
        words = ["terreau", *name.split(), "--help"]
        code = "from terreau.config.cli import main; import sys; sys.argv[0] = 'terreau'; main()"
        run = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", code, *words[1:]],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "COLUMNS": "100", "LANGUAGE": "fr", "NO_COLOR": "1"},
        )
        blocks.append(f"### `{' '.join(words)}`\n\n```text\n{run.stdout.strip()}\n```")
    return "\n\n".join(blocks)


def _routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, str]]:
    for entry in patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if entry.namespace != "api":
                yield from _routes(entry.url_patterns, address)
        else:
            yield address, entry.name or ""


def addresses() -> str:
    rows = [f"| `/{address}` | {name} |" for address, name in _routes(get_resolver().url_patterns)]
    return "\n".join(["| address | name |", "| --- | --- |", *rows])


def routes() -> str:
    rows = ["| route | what it answers |", "| --- | --- |"]
    for address, verbs in api.get_openapi_schema(path_prefix="/api/")["paths"].items():
        for verb, operation in verbs.items():
            said = " ".join(operation.get("description", operation["summary"]).split())
            rows.append(f"| `{verb.upper()} {address}` | {said} |")
    return "\n".join(rows)


def rights() -> str:
    rows = ["| right | who holds it |", "| --- | --- |"]
    leaves: dict[str, str] = {}
    for name, predicate in sorted(permissions.items()):
        rows.append(f"| `{name}` | {_said(predicate, leaves)} |")
    rows += ["", "| who | meaning |", "| --- | --- |"]
    rows += [f"| {name} | {' '.join(meaning.split())} |" for name, meaning in sorted(leaves.items())]
    return "\n".join(rows)


def _said(predicate: object, leaves: dict[str, str]) -> str:
    """`(is_holder | is_steward)` in words, gathering the predicates it is made of."""
    text = str(getattr(predicate, "name", predicate))
    pending = [predicate]
    while pending:
        one = pending.pop()
        closure = getattr(getattr(one, "fn", None), "__closure__", None) or ()
        parts = [cell.cell_contents for cell in closure if hasattr(cell.cell_contents, "fn")]
        if parts:
            pending += parts
        else:
            name = str(getattr(one, "name", one))
            leaves[name.replace("_", " ")] = getattr(getattr(one, "fn", None), "__doc__", "") or ""
    bare = text[1:-1] if text.startswith("(") else text  # a composed name is wrapped whole
    for sign, word in ((" | ", ", or "), (" & ", ", and "), ("~", "not "), ("_", " ")):
        bare = bare.replace(sign, word)
    return bare


def processing() -> str:
    rows = ["| what | why | how long | basis | seen by | tables |", "| --- | --- | --- | --- | --- | --- |"]
    with override("en"):
        for line in register():
            tables = "; ".join(
                f"`{name}`" + (f" ({', '.join(fields)})" if fields else "") for name, fields in line.tables
            )
            kept = line.kept
            rows.append(
                f"| {kept.what} | {kept.why} | {kept.how_long} | {line.basis} | {kept.seen_by} | {tables} |"
            )
    return "\n".join(rows)


PAGES: dict[str, dict[str, Callable[[], str]]] = {
    "docs/hosting.md": {"settings": settings},
    "docs/commands.md": {"commands": commands},
    "docs/addresses.md": {"addresses": addresses, "routes": routes},
    "docs/rights.md": {"rights": rights},
    "docs/processing.md": {"processing": processing},
}


def written(page: str) -> str:
    """The page with its printed parts made anew."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for name, made in PAGES[page].items():
        pattern = re.compile(rf"(<!-- begin: {name} -->\n).*?(<!-- end: {name} -->)", re.DOTALL)
        text, times = pattern.subn(lambda found, made=made: found[1] + made() + "\n" + found[2], text)  # type: ignore[misc]
        if times != 1:
            raise SystemExit(f"{page}: the marks of “{name}” stand {times} times")
    return text


def main() -> int:
    behind = []
    for page in PAGES:
        path = ROOT / page
        text = written(page)
        if text != path.read_text(encoding="utf-8"):
            behind.append(page)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    print("\n".join(f"{page}: behind the code" for page in behind) or "docs are true")
    return 1 if behind and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
