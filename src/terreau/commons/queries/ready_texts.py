"""For each light: why it matters, and a text to adapt. Our own words; the principles are Elinor Ostrom's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from terreau.commons.models import Light

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True)
class Ready:
    """Why a light matters, and a text to start from."""

    why: str | Promise
    text: str | Promise


TEXTS: dict[Light, Ready] = {
    Light.BOUNDARIES: Ready(
        _("Savoir ce que l’on partage et avec qui évite les malentendus du premier jour."),
        _(
            "Nous partageons : [la ressource, en une ligne].\n\nFait partie de la communauté toute "
            "personne qui l’utilise et le dit, ou qui y contribue. On entre en rejoignant la page ; on "
            "sort quand on veut."
        ),
    ),
    Light.FIT: Ready(
        _("Une règle tient quand elle convient au lieu et à celles et ceux qui l’appliquent."),
        _(
            "Chacun peut utiliser la ressource selon sa licence. En retour, qui l’utilise régulièrement "
            "donne une chose par an : un retour écrit, une correction, un coup de main, une pièce, un "
            "lieu."
        ),
    ),
    Light.CHANGING: Ready(
        _("Celles et ceux que les règles concernent doivent pouvoir les changer."),
        _(
            "Tout membre propose un changement sur cette page. Il reste ouvert quinze jours. Il est "
            "adopté si personne ne s’y oppose avec une raison ; sinon, on en parle à la réunion "
            "suivante, où la majorité des présents décide, à partir de trois présents. La raison est "
            "écrite avec la nouvelle version."
        ),
    ),
    Light.WATCHING: Ready(
        _("Sans personne pour regarder, une règle s’use sans bruit."),
        _(
            "Deux membres veillent sur le commun pour un an. Deux fois par an, ils écrivent ce qui va et "
            "ce qui ne va pas, et en rendent compte à la communauté. Dernier point fait : [date]."
        ),
    ),
    Light.STEPS: Ready(
        _("Une réponse mesurée, connue d’avance, vaut mieux qu’une exclusion dans la colère."),
        _(
            "La première fois : un mot en privé. La deuxième : un mot public et une aide pour faire "
            "autrement. La troisième : une pause d’un mois. Au-delà, la communauté décide, après avoir "
            "entendu la personne."
        ),
    ),
    Light.SOLVING: Ready(
        _("Un différend traité tôt coûte une heure ; laissé, il coûte le commun."),
        _(
            "En cas de désaccord, on écrit à [contact]. Une personne qui n’est pas concernée répond sous "
            "dix jours et propose une rencontre, en vrai ou par téléphone. C’est gratuit pour tout le "
            "monde."
        ),
    ),
    Light.RECOGNISED: Ready(
        _("Le droit de s’organiser soi-même doit être connu de qui pourrait le contester."),
        _(
            "[La commune, l’agglomération, le propriétaire] reconnaît que ce commun se gouverne lui-même "
            "dans le cadre de ces règles. Texte : [lien vers la délibération, la convention ou la "
            "lettre]."
        ),
    ),
    Light.NESTED: Ready(
        _("Un commun est plus solide relié à d’autres, chacun à son échelle."),
        _(
            "Ce commun fait partie de : [commun ou réseau plus grand]. En font partie : [groupes "
            "locaux]. Chaque groupe décide de ce qui ne concerne que lui ; le reste se décide ensemble."
        ),
    ),
    Light.PLACE: Ready(
        _("L’endroit où l’on porte un conflit est ce que l’on oublie le plus souvent d’écrire."),
        _(
            "Un conflit se porte à [une adresse, une permanence, une personne tierce]. Ce qui s’y dit "
            "n’est pas publié. Ce qui en sort, oui, si les personnes concernées le veulent."
        ),
    ),
}
