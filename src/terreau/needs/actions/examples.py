"""Needs made up for a demonstration: plainly marked, never counted in figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.foundation import search
from terreau.needs.actions.keeping import keep, recount
from terreau.needs.actions.raising import Telling, fill, place
from terreau.needs.models import Need, PaperSupport, Standing, State, StateChange, Theme
from terreau.territories.models import Kind
from terreau.territories.queries import members_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.territories.models import Territory

#: Examples are known again by their key, so that planting twice plants once.
_KEYS = UUID("5b0f3c52-6f0e-4c0e-9d5c-2f1f7f0f6a11")


@dataclass(frozen=True)
class _Example:
    """A need, how many days ago it was raised, who was counted where, and the road it took."""

    telling: Telling
    days: int
    counted: Sequence[tuple[int, str]] = ()
    road: Sequence[tuple[State, str]] = field(default=())


@transaction.atomic
def plant_examples(territory: Territory) -> list[Need]:
    """Write the examples for this territory and answer them; a territory that has some already keeps them."""
    examples = _examples(territory)
    keys = [uuid5(_KEYS, f"{territory.ref}/{number}") for number in range(len(examples))]
    if found := list(Need.objects.filter(key__in=keys).order_by("pk")):
        return found
    needs = [_plant(example, key) for example, key in zip(examples, keys, strict=True)]
    search.put(*needs)
    return needs


def _plant(example: _Example, key: UUID) -> Need:
    start = timezone.now() - dt.timedelta(days=example.days)
    need = Need(is_example=True, key=key, raised_at=start, changed_at=start)
    fill(need, example.telling)
    keep(need, by=None)
    place(need, example.telling.territories)
    for count, where in example.counted:
        day = timezone.localdate(start + dt.timedelta(days=example.days // 3))
        PaperSupport.objects.create(need=need, count=count, place=where, date=day)
    for step, (state, reason) in enumerate(example.road, start=1):
        _walk(need, state, reason, start + dt.timedelta(days=step * example.days / (len(example.road) + 1)))
    recount(need)
    return need


def _walk(need: Need, state: State, reason: str, at: dt.datetime) -> None:
    StateChange.objects.create(
        need=need, before=need.state, after=state, reason=reason, standing=Standing.STEWARD, at=at
    )
    need.state = state
    keep(need, by=None, reason=reason)
    Need.objects.filter(pk=need.pk).update(changed_at=at)
    need.history.filter(version=need.version).update(changed_at=at)
    need.changed_at = at


def _places(territory: Territory) -> list[Territory]:
    """The territory itself first, then what it is made of, most people first, so that examples are spread."""
    return [territory] if territory.kind == Kind.COMMUNE else [*members_of(territory)[:4]] or [territory]


def _examples(whole: Territory) -> list[_Example]:
    where = cycle(_places(whole))
    return [
        _Example(
            Telling(
                title=_("Rentrer chez soi après 21 heures sans voiture"),
                situation=_(
                    "Le dernier bus part à 20 h 40. Les personnes qui finissent à 21 heures à l’hôpital ou "
                    "dans les commerces rentrent à pied, parfois quarante minutes, sur des routes sans "
                    "trottoir.\n\nCertaines ont refusé un emploi pour cette raison."
                ),
                theme=Theme.MOBILITY,
                territories=[whole],
                concerned=_("Personnes qui travaillent le soir, étudiants, personnes sans permis"),
                tried=_(
                    "Un groupe de covoiturage par messagerie : il fonctionne quand il y a un conducteur."
                ),
                met_when=_("Un trajet possible jusqu’à minuit, six jours sur sept, connu de tous."),
            ),
            days=62,
            counted=[(31, _("Accueil de l’hôpital")), (12, _("Marché du samedi"))],
            road=[
                (State.LOOKED_AT, _("Vu en réunion avec le service des transports et trois employeurs.")),
                (
                    State.BEING_ANSWERED,
                    _("Un minibus à la demande est essayé pendant six mois sur deux lignes."),
                ),
            ],
        ),
        _Example(
            Telling(
                title=_("Une cour d’école où l’on peut jouer en juin"),
                situation=_(
                    "La cour est en bitume, sans arbre. Début juin, les enfants restent à l’intérieur "
                    "l’après-midi. Un thermomètre posé par une maîtresse a lu 41 °C au sol."
                ),
                theme=Theme.HEAT,
                territories=[next(where)],
                concerned=_("230 enfants et l’équipe de l’école"),
                tried=_("Des toiles tendues, arrachées au premier orage."),
                met_when=_(
                    "Moins de 32 °C à l’ombre dans la cour un jour à 35 °C, et des récréations dehors."
                ),
            ),
            days=48,
            counted=[(27, _("Conseil d’école"))],
            road=[
                (State.LOOKED_AT, _("Les services de la ville mesurent la température de toutes les cours."))
            ],
        ),
        _Example(
            Telling(
                title=_("Quelqu’un pour aider aux démarches, sans rendez-vous"),
                situation=_(
                    "Pour renouveler un titre de séjour ou demander une aide, tout passe par internet. Des "
                    "personnes viennent à la mairie avec leur courrier et repartent sans solution, parce que "
                    "le prochain rendez-vous est dans cinq semaines."
                ),
                theme=Theme.RIGHTS,
                territories=[next(where)],
                concerned=_(
                    "Personnes âgées, personnes qui lisent mal le français, personnes sans ordinateur"
                ),
                tried=_("Une permanence le mardi matin : elle est pleine dès l’ouverture."),
                met_when=_("Une réponse dans la semaine pour toute personne qui se présente."),
            ),
            days=35,
            counted=[(44, _("Permanence de la maison des habitants"))],
        ),
        _Example(
            Telling(
                title=_("Savoir où porter les restes de cuisine quand on vit en immeuble"),
                situation=_(
                    "Nous trions, mais il n’y a pas de bac à compost à moins d’un kilomètre. Les restes "
                    "repartent dans la poubelle grise."
                ),
                theme=Theme.WASTE,
                territories=[next(where)],
                concerned=_("Habitants des immeubles du centre"),
                met_when=_(
                    "Un point de dépôt à moins de cinq minutes à pied, sans odeur, vidé chaque semaine."
                ),
            ),
            days=90,
            counted=[(18, _("Fête de quartier"))],
            road=[
                (State.LOOKED_AT, _("Deux emplacements possibles ont été visités avec les riverains.")),
                (State.BEING_ANSWERED, _("Quatre composteurs sont posés, huit personnes s’en occupent.")),
                (State.MET, _("Six mois après, les bacs servent à cent dix foyers et se vident sans gêne.")),
            ],
        ),
        _Example(
            Telling(
                title=_("Un chemin éclairé entre la gare et les logements"),
                situation=_(
                    "L’éclairage public s’éteint à 23 heures, avant l’arrivée du dernier train. On sait que "
                    "la nuit noire est utile aux animaux et coûte moins cher : on cherche une solution qui "
                    "tienne compte des deux."
                ),
                theme=Theme.LIGHTING,
                territories=[next(where)],
                concerned=_("Voyageurs du dernier train"),
                tried=_("Demander à la mairie de rallumer : refusé pour toute la commune, à juste titre."),
                met_when=_("Personne ne renonce au dernier train, et la nuit reste noire ailleurs."),
            ),
            days=21,
            counted=[(9, _("Hall de la gare"))],
        ),
        _Example(
            Telling(
                title=_("Un lieu ouvert le mercredi pour les 12-16 ans"),
                situation=_(
                    "Il y a un centre de loisirs jusqu’à 11 ans et un café pour les adultes. Entre les deux, "
                    "les jeunes se retrouvent sur le parking du supermarché, et tout le monde s’en plaint, "
                    "eux les premiers."
                ),
                theme=Theme.YOUTH,
                territories=[next(where)],
                concerned=_("Une soixantaine de collégiens"),
                tried=_("Le gymnase, prêté une fois par mois."),
                met_when=_("Un lieu choisi avec eux, ouvert chaque mercredi, où ils reviennent."),
            ),
            days=14,
            counted=[(23, _("Sortie du collège"))],
        ),
        _Example(
            Telling(
                title=_("Comprendre si l’eau du ruisseau est propre"),
                situation=_(
                    "Les enfants y jouent l’été, des chiens y boivent. Certains jours, il y a de la mousse. "
                    "Personne ne sait dire si c’est dangereux, ni à qui le demander."
                ),
                theme=Theme.WATER,
                territories=[next(where)],
                concerned=_("Riverains, familles, pêcheurs"),
                met_when=_("Une mesure par mois, affichée au bord de l’eau avec ce qu’elle veut dire."),
            ),
            days=75,
            counted=[(7, _("Association de pêche"))],
            road=[
                (
                    State.LOOKED_AT,
                    _("Le syndicat de rivière a transmis ses mesures : elles datent de quatre ans."),
                ),
                (
                    State.NOT_MET,
                    _("Faute de capteur, rien n’est mesuré cette année. Le besoin reste entier."),
                ),
            ],
        ),
    ]
