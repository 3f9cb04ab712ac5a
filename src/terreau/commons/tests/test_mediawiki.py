"""MediaWiki exports: read, understood, turned into Markdown, written again."""

from __future__ import annotations

import datetime as dt
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terreau.commons.mediawiki import (
    Caps,
    Dump,
    DumpRefused,
    Page,
    Revision,
    Site,
    converted,
    look,
    sheet_in,
    wikitext,
    write_dump,
)
from terreau.foundation.markdown import render

SHEET = """{{Ressource
|Titre=Portail de l’Alimentation Durable
|Main_Picture=Portail.png
|shortDescription=Moteur qui donne accès aux métadonnées
|from=CRISALIM, Riposte alimentaire
|challenge=1- Connaissances - Ressources, C- Alimentation et agriculture
|needs=Financement,Cas d’usages
|Compétences recherchées=Réglementation
|Type de licence ?=Licence Ouverte
|Niveau de développement=Idée
|description=== Quoi ==
Un [[Mutualisation|commun voisin]].
* un
* deux
|Inconnu=Valeur
}}
Après la fiche. [[Catégorie:Données]]
"""
EXPORT = f"""<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="fr">
  <siteinfo><sitename>Wiki des communs</sitename><base>https://wiki.example.org/wiki/Accueil</base>
    <generator>MediaWiki 1.39</generator>
    <namespaces><namespace key="0" /><namespace key="6">Fichier</namespace></namespaces></siteinfo>
  <page><title>Portail</title><ns>0</ns><id>7</id>
    <revision><id>1</id><timestamp>2021-05-01T10:00:00Z</timestamp>
      <contributor><username>Camille</username><id>3</id></contributor><comment>Début</comment>
      <origin>1</origin><model>wikitext</model><format>text/x-wiki</format>
      <text bytes="5" sha1="x" xml:space="preserve">Début</text><sha1>x</sha1></revision>
    <revision><id>2</id><parentid>1</parentid><timestamp>2022-05-01T10:00:00Z</timestamp>
      <contributor><ip>192.0.2.7</ip></contributor><minor />
      <text xml:space="preserve">{SHEET.replace("<", "&lt;")}</text></revision>
  </page>
  <page><title>Vieux nom</title><ns>0</ns><id>8</id><redirect title="Portail" />
    <revision><id>3</id><timestamp>2023-01-01T00:00:00Z</timestamp><contributor deleted="deleted" />
      <comment deleted="deleted" /><text deleted="deleted" /></revision></page>
</mediawiki>
"""


def dump(text: str, caps: Caps | None = None) -> Dump:
    return Dump(io.BytesIO(text.encode()), caps or Caps())


def test_pages_come_with_their_revisions_and_who_wrote_them() -> None:
    read = dump(EXPORT)
    pages = [(page, list(revisions)) for page, revisions in read.pages()]
    (portal, versions), (old, hidden) = pages
    assert (portal.title, portal.id, portal.namespace, old.redirect) == ("Portail", 7, 0, "Portail")
    first, second = versions
    assert (first.contributor, first.comment, first.id, first.text) == ("Camille", "Début", 1, "Début")
    assert first.timestamp == dt.datetime(2021, 5, 1, 10, tzinfo=dt.UTC)
    assert (second.anonymous, second.minor, second.parent) == (True, True, 1)
    assert (hidden[0].hidden, hidden[0].contributor, hidden[0].text) == (True, "", "")
    assert (read.site.name, read.site.namespaces[6]) == ("Wiki des communs", "Fichier")
    assert (
        read.site.address_of("Fichier:Été 1.png")
        == "https://wiki.example.org/wiki/Fichier:%C3%89t%C3%A9_1.png"
    )


def test_the_sheet_of_a_commons_is_found_in_its_template() -> None:
    found = converted(SHEET)
    sheet = sheet_in(found.fields, "Portail", found.categories)
    assert sheet.title == "Portail de l’Alimentation Durable"
    assert sheet.summary == "Moteur qui donne accès aux métadonnées"
    assert sheet.holders == ("CRISALIM", "Riposte alimentaire")
    assert sheet.challenges == ("1- Connaissances - Ressources", "C- Alimentation et agriculture")
    assert sheet.needs == ("Financement", "Cas d’usages")
    assert (sheet.licence, sheet.maturity, sheet.kinds) == ("Licence Ouverte", "Idée", ("Données",))
    assert sheet.story == "## Quoi\n\nUn [[Mutualisation|commun voisin]].\n\n- un\n- deux"
    assert sheet.rest == {"Inconnu": "Valeur"}
    assert converted(SHEET, with_fields=False).markdown == "Après la fiche."
    assert "**Inconnu** : Valeur" in found.markdown


# wikitext, Markdown
TURNED = [
    ("== Titre ==", "## Titre"),
    ("=== A = B ===", "### A = B"),
    ("'''gras''' et ''italique''", "**gras** et *italique*"),
    ("'''''deux''''' fin", "***deux*** fin"),
    ("l'''ouvert", "l**ouvert**"),
    ("* a\n** b\n# c", "- a\n    - b\n1. c"),
    ("; Terme : sens", "- **Terme** : sens"),
    (": retrait", "> retrait"),
    ("----", "---"),
    ("[[Page]] [[Autre page#Partie|voir]] [[#Ici|ici]]", "[[Page]] [[Autre page|voir]] ici"),
    ("[https://example.org/a_b Un ''site'']", "[Un site](<https://example.org/a_b>)"),
    ("Voir https://example.org.", "Voir <https://example.org>."),
    ("[javascript:alert(1) clic]", r"\[javascript:alert(1) clic\]"),
    ("[[javascript:alert(1)|clic]]", r"\[\[javascript:alert(1)|clic\]\]".replace("|", r"\|")),
    ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
    ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
    ("<b onclick='x'>gras</b> <u>trait</u>", "**gras** trait"),
    ("2<sup>e</sup> &eacute;t&eacute; &lt;b&gt;", r"2e été \<b\>"),
    ("a<br />b", "a b"),
    ("Fait<ref>Source</ref>.", "Fait (Source)."),
    ("1. pas une liste", r"1\. pas une liste"),
    (" # pas un titre", r"\# pas un titre"),
    ("<nowiki>[[non]] ''non''</nowiki>", r"\[\[non\]\] ''non''"),
    ("<!-- caché -->vu", "vu"),
    ("<code>a*b</code>", "`a*b`"),
    ("<pre>\na ``` b\n</pre>", "````\na ``` b\n````"),
    ("__TOC__\nTexte", "Texte"),
    ("{{PAGENAME}} {{Bandeau}}", "{{PAGENAME}} {{Bandeau}}"),
    ("[[Besoin::Financement]] trouvé", "Financement trouvé"),
    ("{{#set:Etat=Fini}}", "- **Etat** : Fini"),
    ("[[Fichier:a.png|thumb|300px|Une [[belle]] vue]]", "a.png : Une belle vue"),
    (
        "{|\n! A !! B\n|-\n| style='x' | 1 || 2\n|-\n| 3\nsuite\n|}",
        "| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 suite |  |",
    ),
    ("{{A|b={{C|d=<nowiki>x</nowiki>}}}}", "- **b** : - **d** : x"),
    ("{{pas fermé", "{{pas fermé"),
    ("[[pas fermé", r"\[\[pas fermé"),
]


@pytest.mark.parametrize(("text", "markdown"), TURNED)
def test_wikitext_becomes_markdown(text: str, markdown: str) -> None:
    assert converted(text).markdown == markdown


def test_what_is_not_known_is_said() -> None:
    found = converted(
        "{{Bandeau}} <iframe src=x> {{#ask:x}} [[Fichier:a.png]]", Site(base="https://w.org/wiki/A")
    )
    assert found.unknown == {"{{Bandeau}}": 1, "{{#ask}}": 1, "<iframe>": 1}
    assert found.files == ["a.png"]
    assert "[a.png](<https://w.org/wiki/Fichier:a.png>)" in found.markdown
    assert converted("#REDIRECTION [[Là]]").redirect == "Là"


def test_the_report_of_a_dry_run() -> None:
    report = look(io.BytesIO(EXPORT.encode()), longest=100)
    data = report.as_data()
    assert (data["pages"], data["revisions"], data["contributors"], data["anonymous"]) == (2, 3, 1, 1)
    assert (data["redirects"], data["hidden"], data["templates"]) == (1, 1, {"Ressource": 1})
    assert (data["first"], data["too_long"]) == ("2021-05-01T10:00:00+00:00", ["Portail"])
    said = "\n".join(report.lines())
    assert "2 pages, 3 versions, 1 contributeurs" in said
    assert "192.0.2.7" not in said + str(data)


HOSTILE = {
    "entities": '<!DOCTYPE m [<!ENTITY a "b">]><mediawiki>&a;</mediawiki>',
    "an outside entity": '<!DOCTYPE m SYSTEM "file:///etc/passwd"><mediawiki/>',
    "another XML": "<rss/>",
    "another namespace": '<mediawiki xmlns="urn:x"/>',
    "no XML": "PK\x03\x04",
    "nothing": "",
    "cut": EXPORT[: len(EXPORT) // 2],
    "deep": "<mediawiki>" + "<page>" * 100,
    "no title": "<mediawiki><page><revision><text>a</text></revision></page></mediawiki>",
    "many pages": "<mediawiki>" + "<page><title>a</title></page>" * 50 + "</mediawiki>",
    "many revisions": "<mediawiki><page><title>a</title>" + "<revision/>" * 50 + "</page></mediawiki>",
    "heavy": "<mediawiki>" + " " * 300_000 + "</mediawiki>",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_export_made_to_harm_is_refused(text: str) -> None:
    with pytest.raises(DumpRefused) as refused:
        list(dump(text, Caps(file=250_000, pages=20, revisions=20)).revisions())
    assert refused.value.advice()


def test_a_long_text_is_cut_and_said() -> None:
    text = (
        "<mediawiki><page><title>a</title><revision><text>"
        + "x" * 5000
        + "</text></revision></page></mediawiki>"
    )
    ((_, revision),) = dump(text, Caps(text=1000)).revisions()
    assert (len(revision.text), revision.truncated) == (1000, True)


class Endless(io.RawIOBase):
    """An export that goes on for ever, made as it is read."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        head = b"<mediawiki><page><title>a</title>" if not self.given else b""
        self.given += size
        return head + b"<revision><text>x</text></revision>" * (size // 35)


def test_a_stream_is_read_in_little_memory_up_to_its_cap() -> None:
    import tracemalloc

    endless = Endless()
    tracemalloc.start()
    count = 0

    def read_all() -> None:
        nonlocal count
        for _ in Dump(endless, Caps(file=900_000)).revisions():  # type: ignore[arg-type]
            count += 1

    with pytest.raises(DumpRefused, match="Mo"):
        read_all()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count > 20_000
    assert peak < 4_000_000
    assert endless.given < 1_100_000


HEAVY = [
    "{{",
    "}}",
    "[[",
    "]]",
    "'''",
    "<b>",
    "{|\n",
    "|",
    "* ",
    "[https://a ",
    "<ref",
    "a=b",
    "{{a|b=",
    "[[Fichier:a|",
    "<!--",
    "= ",
    "\n:",
]


@pytest.mark.parametrize("sign", HEAVY)
def test_a_text_of_one_sign_costs_its_length(sign: str) -> None:
    started = time.process_time()
    converted(sign * (200_000 // len(sign)))
    assert time.process_time() - started < 10  # a square would take minutes


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab [](){}|'=*#:;<>/\\`_~!&\n.-\"x\x00", max_size=120) | st.text(max_size=120))
def test_no_text_becomes_anything_dangerous(text: str) -> None:
    html = render(converted(text).markdown + "\n\n[[x]]")
    assert "<script" not in html
    assert 'href="javascript' not in html.lower()
    wikitext(converted(text).markdown)


def test_an_export_of_ours_is_read_again() -> None:
    revisions = [
        Revision(
            "Un & <deux>\x01 ]]>",
            dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
            "Camille",
            comment="é",
            id=1,
        ),
        Revision("Trois", None, "", minor=True),
    ]
    file = io.BytesIO()
    write_dump(
        file, [(Page("Été", id=4, redirect='L"autre'), revisions)], Site("Nous", "https://a.org/wiki/A")
    )
    read = dump(file.getvalue().decode())
    ((page, first), (_, second)) = read.revisions()
    assert (page.title, page.id, page.redirect, read.site.name) == ("Été", 4, 'L"autre', "Nous")
    assert (first.text, first.contributor, first.comment) == ("Un & <deux> ]]>", "Camille", "é")
    assert (first.timestamp, second.minor, second.contributor) == (revisions[0].timestamp, True, "")


MARKDOWN = """## Titre

Du **gras**, de l’*italique*, [un site](<https://example.org>), [[Une page|ici]] et `du code`.

- un
    - deux
1. trois

| A | B |
| --- | --- |
| 1 | 2 |

> cité

\\[\\[pas un lien\\]\\] \\<b\\> {{rien}}"""


def test_markdown_goes_to_wikitext_and_comes_back() -> None:
    wiki = wikitext(MARKDOWN)
    assert "== Titre ==" in wiki
    assert "* un\n** deux" in wiki
    assert "[[Une page|ici]]" in wiki
    assert "[[pas un lien]]" not in wiki
    again = converted(wiki).markdown
    for piece in (
        "## Titre",
        "**gras**",
        "*italique*",
        "[un site](<https://example.org>)",
        "[[Une page|ici]]",
        "`du code`",
    ):
        assert piece in again
    assert "- un\n    - deux" in again
    assert "| 1 | 2 |" in again
    assert r"\[\[pas un lien\]\]" in again
    assert "{{rien}}" in again
