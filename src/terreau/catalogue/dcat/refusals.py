"""Why a catalogue cannot be read: each refusal says what is wrong and what to do, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from terreau.saying import Refused

if TYPE_CHECKING:
    from terreau.saying import Both


class CatalogueRefusal(Refused):
    """A catalogue, or a page of it, that we cannot work with."""

    title: ClassVar[Both] = ("Catalogue refusé", "Catalogue refused")


class Unreadable(CatalogueRefusal):
    code = "unreadable"
    title = ("Catalogue illisible", "Unreadable catalogue")
    sentence = (
        "Ce qui est à l’adresse {url} ne se lit pas comme un catalogue DCAT : {reason}.",
        "What stands at {url} does not read as a DCAT catalogue: {reason}.",
    )
    remedy = (
        "Donnez l’adresse d’un catalogue DCAT en Turtle, RDF/XML ou JSON-LD, ou prévenez le portail.",
        "Give the address of a DCAT catalogue in Turtle, RDF/XML or JSON-LD, or tell the portal.",
    )


class TooLarge(CatalogueRefusal):
    code = "too-large"
    title = ("Catalogue démesuré", "Oversized catalogue")
    sentence = (
        "Le catalogue dépasse ce qui se lit ici : {what}.",
        "The catalogue is larger than what is read here: {what}.",
    )
    remedy = (
        "Demandez au portail une adresse qui ne donne que les données de ce territoire.",
        "Ask the portal for an address that gives only the data of this territory.",
    )


class Trap(CatalogueRefusal):
    """What no honest catalogue holds: it would exhaust the memory, or lead elsewhere."""

    code = "unsafe"
    title = ("Catalogue dangereux à lire", "Catalogue unsafe to read")
    sentence = ("La page {url} n’est pas lue : {reason}.", "The page {url} is not read: {reason}.")
    remedy = (
        "Prévenez le portail : un catalogue n’a besoin de rien de tel.",
        "Tell the portal: a catalogue needs nothing of the kind.",
    )


class Loop(CatalogueRefusal):
    code = "endless"
    title = ("Catalogue sans fin", "Endless catalogue")
    sentence = (
        "Les pages du catalogue tournent en rond : {url} revient une deuxième fois.",
        "The pages of the catalogue go round in circles: {url} comes a second time.",
    )
    remedy = (
        "Prévenez le portail : l’adresse de la page suivante est fausse.",
        "Tell the portal: the address of the next page is wrong.",
    )


class Nothing(CatalogueRefusal):
    code = "no-data-set"
    title = ("Aucun jeu de données", "No data set")
    sentence = (
        "Il n’y a aucun jeu de données à l’adresse {url}.",
        "There is no data set at {url}.",
    )
    remedy = (
        "Vérifiez que c’est bien l’adresse du catalogue, et non celle d’une page du portail.",
        "Check that it is the address of the catalogue, and not that of a page of the portal.",
    )
