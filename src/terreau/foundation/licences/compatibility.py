"""What taking something up under one licence asks of a work that is under another.

Said as a help, never as legal advice. Sources: the licences' own words on compatibility; EUPL 1.2, appendix
(https://eupl.eu/1.2/fr/); GNU's list (https://www.gnu.org/licenses/license-list.html); Creative Commons
(https://creativecommons.org/share-your-work/licensing-considerations/compatible-licenses); Licence Ouverte
2.0 ("sous réserve de mentionner la paternité", compatible with ODC-BY, CC-BY, OGL).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from terreau.foundation.licences.names import CERN, OUVERTE_1, PEER, PUBLIC_DOMAIN, RESERVED
from terreau.foundation.licences.parsing import category_of, parsed

if TYPE_CHECKING:
    from terreau.foundation.licences.licence import Licence

Verdict = Literal["yes", "conditions", "no", "unknown"]
#: Free of any duty, to be mentioned, to be shared back for the part alone, to be shared back as a whole.
Family = Literal["free", "credit", "part", "whole", "closed", "unknown"]


@dataclass(frozen=True)
class Compatibility:
    """`why` and `todo` are sentences in French; `rule` names what decided, for those who translate."""

    verdict: Verdict
    rule: str
    why: str
    todo: str = ""


_FREE = {"CC0-1.0", "PDDL-1.0", "Unlicense", "WTFPL", "0BSD", "MIT-0", "CC-PDDC", PUBLIC_DOMAIN}
_CREDIT = {"etalab-2.0", OUVERTE_1, "ODC-By-1.0", "CERN-OHL-P-2.0", "OGL-UK-3.0"}
_PART = {"CERN-OHL-W-2.0", "CECILL-C"}
_WHOLE = {
    "ODbL-1.0",
    "LAL-1.3",
    "LAL-1.2",
    "CERN-OHL-S-2.0",
    "CERN-OHL-1.2",
    "CERN-OHL-1.1",
    "TAPR-OHL-1.0",
    CERN,
}
_WHOLE_PATTERN = re.compile(r"(A?GPL|CC-BY-SA|EUPL|CECILL|GFDL|OSL)-.*")
_GNU_3 = ("GPL-3.0-only", "GPL-3.0-or-later", "AGPL-3.0-only", "AGPL-3.0-or-later")
_EUPL_TO = (
    *(
        "GPL-2.0-only",
        "GPL-2.0-or-later",
        *_GNU_3,
        "OSL-2.1",
        "OSL-3.0",
        "EPL-1.0",
        "CECILL-2.0",
        "CECILL-2.1",
    ),
    *("MPL-2.0", "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "CC-BY-SA-3.0"),
    *("EUPL-1.1", "EUPL-1.2", "LiLiQ-R-1.1", "LiLiQ-Rplus-1.1"),
)
#: What asks to be shared back under itself, and the other licences under which it lets the whole be shared.
_BRIDGES: dict[str, tuple[str, ...]] = {
    "GPL-2.0-or-later": ("GPL-2.0-only", *_GNU_3),
    "GPL-3.0-only": _GNU_3,
    "GPL-3.0-or-later": _GNU_3,
    "AGPL-3.0-only": ("AGPL-3.0-or-later",),
    "AGPL-3.0-or-later": ("AGPL-3.0-only",),
    "EUPL-1.2": _EUPL_TO,
    "EUPL-1.1": (
        "EUPL-1.2",
        "GPL-2.0-only",
        "GPL-2.0-or-later",
        "OSL-2.1",
        "OSL-3.0",
        "EPL-1.0",
        "CECILL-2.0",
    ),
    "CECILL-2.0": ("GPL-2.0-only", "GPL-2.0-or-later", *_GNU_3, "CECILL-2.1"),
    "CECILL-2.1": ("GPL-2.0-only", "GPL-2.0-or-later", *_GNU_3, "EUPL-1.1", "EUPL-1.2"),
    "CC-BY-SA-1.0": (),
    "CC-BY-SA-2.0": ("CC-BY-SA-2.5", "CC-BY-SA-3.0", "CC-BY-SA-4.0"),
    "CC-BY-SA-2.5": ("CC-BY-SA-3.0", "CC-BY-SA-4.0"),
    "CC-BY-SA-3.0": ("CC-BY-SA-4.0",),
    "CC-BY-SA-4.0": ("LAL-1.3", "GPL-3.0-only", "GPL-3.0-or-later"),
    "LAL-1.3": ("CC-BY-SA-4.0",),
    "CERN-OHL-1.1": ("CERN-OHL-1.2",),
}
_BY_CATEGORY: dict[str, Family] = {
    "Permissive": "credit",
    "Public Domain": "free",
    "Copyleft Limited": "part",
    "Copyleft": "whole",
    "": "unknown",
}
_MENTION = "Mentionnez les auteurs, la source et la licence."
#: What each family answers, whatever the work it goes into.
_SIMPLE: dict[Family, tuple[Verdict, str, str]] = {
    "free": ("yes", "{taken} ne demande rien.", "Dire d’où cela vient reste une politesse."),
    "credit": ("yes", "{taken} laisse reprendre sous toute licence.", _MENTION),
    "part": (
        "conditions",
        "Ce qui est repris reste sous {taken}, le reste peut être sous {into}.",
        "Gardez la partie reprise à part, avec sa licence, et partagez ce que vous y changez.",
    ),
    "closed": (
        "no",
        "{taken} ne laisse pas reprendre librement.",
        "Demandez l’accord écrit de ceux qui tiennent les droits.",
    ),
    "unknown": ("unknown", "Nous ne savons pas ce que {taken} demande.", "Lisez son texte."),
}
_KINDEST: list[Verdict] = ["yes", "conditions", "unknown", "no"]
_NOT_WITH_GPL_2 = {"Apache-2.0": "GPL-2.0-only"}


def compatibility(taken: Licence | None, into: Licence | None) -> Compatibility:
    """Whether something under `taken` may be part of a work under `into`, and what that asks.

    An expression is weighed by its choices: of `MIT OR GPL-3.0-only` the kinder is taken; of `A AND B` both.
    """
    if taken is None or into is None:
        said = "Ce qui est repris n’a" if taken is None else "Ce commun n’a"
        return Compatibility(
            "unknown", "unsaid", f"{said} pas de licence connue : demandez à ceux qui le tiennent."
        )
    return _weigh(_tree(taken), _tree(into))


def _tree(licence: Licence) -> Any:
    tree = parsed(licence.spdx)
    return licence.spdx if tree is None else tree


def _weigh(taken: Any, into: Any) -> Compatibility:
    """The verdict on two trees; a leaf may be a text where the list has no such licence."""
    if choices := getattr(taken, "args", ()):
        return _choose(taken, [_weigh(one, into) for one in choices])
    if choices := getattr(into, "args", ()):
        return _choose(into, [_weigh(taken, one) for one in choices])
    found = _leaves(_key(taken), _key(into))
    if found.verdict == "no" and hasattr(taken, "exception_symbol"):
        return Compatibility(
            "conditions", "exception", f"{taken} fait une exception à sa règle.", "Lisez ce qu’elle permet."
        )
    return found


def _choose(tree: Any, answers: list[Compatibility]) -> Compatibility:
    """The kindest of licences to choose from, the hardest of those that all apply."""
    choose = min if type(tree).__name__ == "OR" else max
    return choose(answers, key=lambda one: _KINDEST.index(one.verdict))


def _key(leaf: Any) -> str:
    return leaf if isinstance(leaf, str) else str(getattr(leaf, "license_symbol", leaf).key)


def family_of(identifier: str) -> Family:
    """What a licence asks of those who take the work up."""
    if identifier in _FREE:
        return "free"
    if identifier in (RESERVED, PEER) or re.search(r"-(NC|ND)(-|$)", identifier):
        return "closed"
    if identifier in _CREDIT or re.fullmatch(r"CC-BY-\d.*|CECILL-B", identifier):
        return "credit"
    if identifier in _PART:
        return "part"
    if identifier in _WHOLE or _WHOLE_PATTERN.fullmatch(identifier):
        return "whole"
    return _BY_CATEGORY.get(category_of(identifier), "closed")


def _leaves(taken: str, into: str) -> Compatibility:
    family = family_of(taken)
    if taken == into and family != "closed":
        return Compatibility("yes", "same", "Les deux licences sont la même.", _credit(family))
    if _NOT_WITH_GPL_2.get(taken) == into:
        why = f"{into} refuse les conditions de {taken} sur les brevets."
        return Compatibility("no", "patents", why, "GPL 3 les accepte.")
    if family == "whole":
        return _whole(taken, into, family_of(into))
    verdict, why, todo = _SIMPLE[family]
    return Compatibility(verdict, family, why.format(taken=taken, into=into), todo)


def _whole(taken: str, into: str, target: Family) -> Compatibility:
    """A licence that asks to be shared back: into itself, or where it built a bridge."""
    if into in _BRIDGES.get(taken, ()) or (taken == CERN and into.startswith("CERN-OHL")):
        return Compatibility(
            "yes",
            "bridge",
            f"{taken} permet que l’ensemble soit sous {into}.",
            "Mentionnez les auteurs et la licence d’origine.",
        )
    if target == "unknown":
        return Compatibility(
            "unknown", "unknown", f"Nous ne savons pas ce que {into} demande.", "Lisez son texte."
        )
    return Compatibility(
        "no",
        "whole",
        f"{taken} demande que l’ensemble reste sous {taken} : ce commun est sous {into}.",
        f"Mettez l’ensemble sous {taken}, ou demandez l’accord de ceux qui tiennent les droits.",
    )


def _credit(family: Family) -> str:
    return "" if family == "free" else _MENTION


@dataclass(frozen=True)
class Fitness:
    """Whether a licence suits what it is given to; `advice` in French, "" when there is nothing to say."""

    open: bool | None
    advice: str = ""


_ADVICE = {
    "software": ("Cette licence n’est pas faite pour du logiciel : EUPL-1.2, AGPL-3.0-or-later ou MIT le sont.", r"CC-BY.*|ODbL.*|ODC-By.*|GFDL.*|CERN-OHL.*|etalab.*|LicenseRef-Licence-Ouverte.*|LAL.*"),
    "data": ("Cette licence n’est pas faite pour des données : etalab-2.0, ODbL-1.0 ou CC0-1.0 le sont.", r"A?GPL.*|LGPL.*|EUPL.*|MIT|Apache.*|BSD.*|MPL.*|CECILL.*|CERN-OHL.*|CC-BY(-SA)?-[123]\..*"),
    "knowledge": ("Cette licence n’est pas faite pour des textes : CC-BY-SA-4.0 ou etalab-2.0 le sont.", r"A?GPL.*|LGPL.*|EUPL.*|MIT|Apache.*|BSD.*|MPL.*|CECILL.*|CERN-OHL.*|ODbL.*"),
    "hardware": ("Cette licence n’est pas faite pour du matériel : CERN-OHL-S-2.0, CERN-OHL-W-2.0 ou CERN-OHL-P-2.0 le sont.", r"ODbL.*|ODC-By.*|etalab.*|MIT|Apache.*|BSD.*|A?GPL.*|EUPL.*|MPL.*"),
}  # fmt: skip


def fitness(licence: Licence | None, kind: str) -> Fitness:
    """Whether `licence` is open, and whether it suits a `kind` (software, data, knowledge, hardware)."""
    if licence is None:
        return Fitness(None, "Sans licence, personne ne peut réutiliser : dites-en une.")
    if licence.open is False:
        return Fitness(open=False, advice="Cette licence n’est pas ouverte : elle réserve certains usages.")
    advice, pattern = _ADVICE.get(kind, ("", ""))
    unfit = bool(pattern) and re.fullmatch(pattern, licence.spdx) is not None
    return Fitness(licence.open, advice if unfit else "")
