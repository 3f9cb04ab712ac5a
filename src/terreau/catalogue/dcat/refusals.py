"""Why a catalogue cannot be read: each refusal says what is wrong and what to do, in French."""

from __future__ import annotations

from typing import ClassVar


class CatalogueRefusal(Exception):  # noqa: N818 - an answer to a person, not a fault of the program
    """A catalogue, or a page of it, that we cannot work with."""

    code: ClassVar[str] = "refused"
    title: ClassVar[str] = "Catalogue refusé"
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **words: object) -> None:
        self.words = words
        super().__init__(self.sentence.format(**words))


class Unreadable(CatalogueRefusal):
    code = "unreadable"
    title = "Catalogue illisible"
    sentence = "Ce qui est à l’adresse {url} ne se lit pas comme un catalogue DCAT : {reason}."
    remedy = "Donnez l’adresse d’un catalogue DCAT en Turtle, RDF/XML ou JSON-LD, ou prévenez le portail."


class TooLarge(CatalogueRefusal):
    code = "too-large"
    title = "Catalogue démesuré"
    sentence = "Le catalogue dépasse ce qui se lit ici : {what}."
    remedy = "Demandez au portail une adresse qui ne donne que les données de ce territoire."


class Trap(CatalogueRefusal):
    """What no honest catalogue holds: it would exhaust the memory, or lead elsewhere."""

    code = "unsafe"
    title = "Catalogue dangereux à lire"
    sentence = "La page {url} n’est pas lue : {reason}."
    remedy = "Prévenez le portail : un catalogue n’a besoin de rien de tel."


class Loop(CatalogueRefusal):
    code = "endless"
    title = "Catalogue sans fin"
    sentence = "Les pages du catalogue tournent en rond : {url} revient une deuxième fois."
    remedy = "Prévenez le portail : l’adresse de la page suivante est fausse."


class Nothing(CatalogueRefusal):
    code = "no-data-set"
    title = "Aucun jeu de données"
    sentence = "Il n’y a aucun jeu de données à l’adresse {url}."
    remedy = "Vérifiez que c’est bien l’adresse du catalogue, et non celle d’une page du portail."
