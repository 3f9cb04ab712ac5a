"""Badges of a demonstration, given by its example organisation, whose name says that it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from terreau.people.models import User
from terreau.recognition import codes
from terreau.recognition.actions.awarding import Gift, award, sign
from terreau.recognition.actions.claiming import Answer, accept
from terreau.recognition.actions.defining import Definition, define
from terreau.recognition.actions.keeping import sign_lists, signing_key
from terreau.recognition.models import Award, Visibility
from terreau.recognition.queries import addresses
from terreau.recognition.queries.personal import badges_of, signing_organisations_of

if TYPE_CHECKING:
    from terreau.territories.models import Territory

#: The address of the example ends with it.
EXAMPLE = "exemple-velo"


@transaction.atomic
def plant_examples(email: str) -> None:
    """Three badges and one award, in the name of the organisation of this person; again changes nothing."""
    signer = User.objects.get(email=email)
    organisation = next(iter(signing_organisations_of(signer)), None)
    if organisation is None or badges_of(signer).exists():
        _move_example()
        return
    made = [
        define(definition, by=signer, organisation=organisation)
        for definition in _definitions(organisation.territory)
    ]
    gift = Gift(
        name=_("Sacha (exemple)"),
        narrative=_("Trois vélos remis en route à l’atelier du samedi, et deux personnes formées."),
        code=EXAMPLE,
    )
    given = award(made[0], [gift], by=signer)[0]
    accept(given, Answer(Visibility.LISTED, shows_name=True))


def _move_example() -> None:
    """Sign the example again when the demonstration is served at another address than last time."""
    known = Award.objects.select_related("version__achievement", "issuer__organisation", "register")
    example = known.filter(code=EXAMPLE).first()
    if example is None or example.credential.get("id") == addresses.award_id(example):
        return
    key = signing_key(example.issuer)
    example.credential = sign(example, key, "", codes.claim_code(example.code, example.claim_round))
    example.save(update_fields=["credential"])
    sign_lists(example.register, example.issuer, key)


def _definitions(territory: Territory) -> list[Definition]:
    return [
        Definition(
            name=_("Répare les vélos (exemple)"),
            description=_("Sait remettre en état un vélo de ville et l’apprendre à d’autres."),
            criteria=_(
                "Avoir réparé **trois vélos** à l’atelier : freins, roues, éclairage.\n\n"
                "Avoir montré un geste à quelqu’un. Une personne de l’équipe l’a vu."
            ),
            kind="Competency",
            tags=(_("vélo"), _("réparation"), _("transmission")),
            territory=territory,
            composition={"shape": "hexagon", "colour": "moss", "sign": "bike"},
        ),
        Definition(
            name=_("Aide aux démarches en ligne (exemple)"),
            description=_("Accompagne des personnes dans leurs démarches sans faire à leur place."),
            criteria=_("Dix permanences tenues, et l’avis des personnes accompagnées."),
            tags=(_("médiation"), _("numérique"), _("accès aux droits")),
            territory=territory,
            composition={"shape": "disc", "colour": "river", "sign": "screen"},
        ),
        Definition(
            name=_("A pris part au relevé de chaleur (exemple)"),
            description=_("A mesuré la température de son quartier pendant un été."),
            criteria=_("Un capteur entretenu de juin à août, et des relevés vérifiés."),
            kind="CommunityService",
            tags=(_("chaleur"), _("mesure")),
            territory=territory,
            composition={"shape": "shield", "colour": "clay", "sign": "sun"},
        ),
    ]
