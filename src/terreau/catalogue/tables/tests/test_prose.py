"""What is plainly no table is refused in a sentence; a table of one column is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.tables import Options, Workspace, describe
from terreau.catalogue.tables.refusals import NoTable

if TYPE_CHECKING:
    from pathlib import Path

MARKDOWN = "# Sources\n\nCette page dit d’où viennent les données.\n\n## Régions\n\n1. Bretagne\n2. Corse\n"
LETTER = "Madame la maire :\n\n" + "Nous vous écrivons au sujet des arbres de la place du marché.\n\n" * 4
NAMES = "commune\n" + "".join(f"Saint-{name}\n" for name in ("Ismier", "Nazaire", "Égrève", "Vérand"))
ANSWERS = "Que faut-il changer ici ?\n" + "Il faudrait des bancs et de l’ombre devant l’école.\n\n" * 8


def opened(folder: Path, name: str, text: str, options: Options | None = None) -> int:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    with Workspace() as workspace:
        return len(describe(path, workspace, options)["columns"])


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("sources.md", MARKDOWN, "un texte"),
        ("sources.csv", MARKDOWN, "un texte"),
        ("lettre.txt", LETTER, "un texte"),
        (
            "export.csv",
            "\n <!DOCTYPE html>\n<html><body><p>Erreur 404, a;b;c</p></body></html>\n",
            "une page web",
        ),
        ("export.csv", "<html lang='fr'>\n<body>Connectez-vous</body></html>", "une page web"),
        ("zones.kml", '<?xml version="1.0"?>\n<kml><Document/></kml>\n', "du XML"),
    ],
)
def test_what_is_plainly_no_table_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(NoTable) as refused:
        opened(tmp_path, name, text)
    assert said in refused.value.said()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("communes.csv", NAMES),
        ("communes.txt", NAMES),
        ("reponses.csv", ANSWERS),
        ("notes.csv", "note\n# un\n# deux\n# trois\n# quatre\n# cinq\n"),
        ("table.md", "nom;age\nAda;36\nAlan;41\n"),
        ("vide.txt", "nom\n\n\n\nAda\n"),
    ],
)
def test_a_table_of_one_column_is_a_table(tmp_path: Path, name: str, text: str) -> None:
    assert opened(tmp_path, name, text) >= 1


def test_a_person_who_names_the_separator_is_believed(tmp_path: Path) -> None:
    assert opened(tmp_path, "sources.md", MARKDOWN, Options(delimiter=";")) == 1
