"""Bring a wiki or a table into commons, in a process of its own: `python -m … wiki|table stop|whole`.

With "stop" everything is written and nothing committed: it says so and waits there to be killed.
"""

from __future__ import annotations

import io
import sys

from terreau.config.starting import folder_of_the_instance, start_django

MIDDLE = "everything is written, nothing is committed"
PAGES, VERSIONS = 12, 3
TABLE = [
    {"titre": f"Four à pain {n}", "resume": "Cuire ensemble.", "lien": f"https://exemple.fr/{n}"}
    for n in range(9)
]


def bring(what: str, *, stops: bool) -> None:
    """Do as `terreau commons import-mediawiki` and `import-csv` do."""
    folder_of_the_instance()
    start_django()
    from terreau.commons import actions
    from terreau.commons.actions import importing, wikis
    from terreau.territories.queries import territory

    home = territory("200040715")
    if not _commons():
        actions.import_table([{"titre": "Le commun", "lien": "https://exemple.fr/le"}], home)
    if stops:  # the line in the journal is the last thing written, inside the transaction
        for module in (importing, wikis):
            module.record = _wait  # type: ignore[attr-defined]
    if what == "table":
        actions.import_table(TABLE, home)
    else:
        actions.import_wiki(_commons()[0], an_export())


def an_export() -> io.BytesIO:
    """Pages with some versions each."""
    revision = (
        "<revision><timestamp>2021-03-{day:02}T10:00:00Z</timestamp><contributor><username>Nadia</username>"
        "</contributor><model>wikitext</model><text>Texte du jour {day}, voir [[Page 1]].</text></revision>"
    )
    versions = "".join(revision.format(day=day + 1) for day in range(VERSIONS))
    pages = "".join(f"<page><title>Page {n}</title><ns>0</ns>{versions}</page>" for n in range(PAGES))
    return io.BytesIO(
        f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">{pages}</mediawiki>'.encode()
    )


def _commons() -> list[int]:
    from terreau.commons.models import Commons

    return list(Commons.objects.filter(title="Le commun").values_list("pk", flat=True))


def _wait(*_said: object, **_more: object) -> None:
    sys.stderr.write(f"{MIDDLE}\n")
    sys.stderr.flush()
    sys.stdin.read()  # until it is killed


if __name__ == "__main__":
    bring(sys.argv[1], stops=sys.argv[2] == "stop")
