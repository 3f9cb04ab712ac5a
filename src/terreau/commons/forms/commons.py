"""What one is asked when opening or describing a commons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.commons.actions import Description
from terreau.commons.forms.fields import LinksField, NamesField, NeedsField, as_lines
from terreau.commons.models import Kind, LinkSort, Maturity
from terreau.commons.queries.page import holder_names, need_numbers
from terreau.needs.forms.fields import TerritoriesField, named
from terreau.needs.forms.voice import PaperVoiceForm, VoiceForm
from terreau.needs.models import Theme
from terreau.people.words import one_line

if TYPE_CHECKING:
    from terreau.commons.models import Commons

#: Characters in all that are kept for somebody who has no account yet.
MOST_KEPT = 30_000


class SheetForm(forms.Form):
    """What a commons says first: enough to be understood, everything else comes later."""

    title = forms.CharField(
        label=_("Comment s’appelle ce commun ?"),
        help_text=_("Par exemple : « Carte des points d’eau », « Atelier vélo de la gare »."),
        min_length=3,
        max_length=120,
    )
    tagline = forms.CharField(
        label=_("En une phrase, qu’est-ce que c’est ?"),
        help_text=_("Ce que l’on met en commun, et pour qui."),
        min_length=8,
        max_length=240,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Qu’est-ce qui est mis en commun ?"),
        help_text=_("Une ou plusieurs réponses."),
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    territories = TerritoriesField(
        label=_("Où vit-il ?"),
        help_text=_("Une commune, une intercommunalité, un département… Séparez-les par des virgules."),
    )
    theme = forms.ChoiceField(label=_("De quoi s’agit-il ?"), choices=Theme.choices)
    story = forms.CharField(
        label=_("Racontez-le"),
        help_text=_("D’où il vient, à qui il sert, comment on s’en sert. Sans nommer personne."),
        max_length=12000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    needs = NeedsField(
        label=_("À quels besoins répond-il ?"),
        help_text=_("Numéros ou adresses de besoins exprimés ici, séparés par des virgules."),
    )
    holders = NamesField(
        label=_("Quels groupes ou organisations le portent ?"),
        help_text=_("Un nom par ligne. Celles qui ont une page ici y seront reliées."),
    )
    licence_said = forms.CharField(
        label=_("Sous quelle licence ?"),
        help_text=_(
            "Écrivez-la comme vous la connaissez : « Licence Ouverte », « CC BY-SA », « AGPL ». On vous dira "
            "ce que l’on a compris. Laissez vide si ce n’est pas décidé."
        ),
        max_length=300,
        required=False,
    )

    def clean_title(self) -> str:
        """One line, without spaces that a copy brings along."""
        return one_line(self.cleaned_data["title"])

    def clean_tagline(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["tagline"])

    def described(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        said = {name: self.cleaned_data[name] for name in SheetForm.base_fields}
        return {**said, "kinds": [Kind(kind) for kind in said["kinds"]]}

    def description(self) -> Description:
        """What was said, once the form is valid."""
        return Description(**self.described())

    @property
    def written(self) -> dict[str, Any]:
        """What was typed, as it was typed."""
        many = {"kinds": self.data.getlist("kinds") if hasattr(self.data, "getlist") else []}
        names = [*SheetForm.base_fields, "voice", "key", "paper_place", "paper_date"]
        return {name: self.data[name] for name in names if self.data.get(name)} | many


class OpenForm(VoiceForm, SheetForm):
    """Open a commons, in one's own name or for others; `key` makes a form sent twice one commons."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)


class GroupForm(PaperVoiceForm, OpenForm):
    """Open a commons for a group without accounts, from a sheet filled by hand; nobody's name is asked."""


_LINKS = {
    "sites": (LinkSort.SITE, _("Site")),
    "sources": (LinkSort.SOURCE, _("Code, plans ou fichiers sources")),
    "documentation": (LinkSort.DOCUMENTATION, _("Documentation")),
    "talk": (LinkSort.TALK, _("Où en parle-t-on ?")),
    "datasets": (LinkSort.DATA, _("Jeux de données liés")),
    "others": (LinkSort.OTHER, _("Autres liens")),
}


class EditForm(SheetForm):
    """Everything a sheet says; `version` is the one the person saw."""

    maturity = forms.ChoiceField(label=_("Où en est-il ?"), choices=Maturity.choices)
    step_what = forms.CharField(
        label=_("Quelle est la prochaine étape ?"),
        help_text=_("Une étape que d’autres peuvent aider à franchir."),
        max_length=300,
        required=False,
    )
    step_when = forms.DateField(
        label=_("Pour quand ?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    step_cost = forms.IntegerField(
        label=_("Combien coûte-t-elle, en euros ?"), required=False, min_value=0, max_value=2_000_000_000
    )
    contact = forms.CharField(
        label=_("Comment joindre celles et ceux qui s’en occupent ?"),
        help_text=_("Une adresse de groupe plutôt que celle d’une personne : elle sera publique."),
        max_length=200,
        required=False,
    )
    sites = LinksField(label=_LINKS["sites"][1], help_text=_("Une adresse par ligne, suivie de son nom."))
    sources = LinksField(label=_LINKS["sources"][1])
    documentation = LinksField(label=_LINKS["documentation"][1])
    talk = LinksField(label=_LINKS["talk"][1])
    datasets = LinksField(label=_LINKS["datasets"][1])
    others = LinksField(label=_LINKS["others"][1])
    reason = forms.CharField(
        label=_("Pourquoi ce changement ?"),
        help_text=_("Une phrase, visible de tous."),
        max_length=300,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, commons: Commons) -> None:
        plain = (
            "title", "tagline", "kinds", "theme", "story", "licence_said", "maturity", "step_what",
            "step_when", "step_cost", "contact", "version",
        )  # fmt: skip
        said = {name: getattr(commons, name) for name in plain}
        links = {
            name: as_lines(link for link in commons.links if link["sort"] == sort)
            for name, (sort, _label) in _LINKS.items()
        }
        tied = {
            "territories": named(
                link.territory for link in commons.territory_links.select_related("territory").order_by("pk")
            ),
            "needs": ", ".join(map(str, need_numbers(commons))),
            "holders": "\n".join(holder_names(commons)),
        }
        super().__init__(data, initial={**said, **links, **tied})

    def described(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        said = self.cleaned_data
        links = [
            {"sort": str(sort), **link} for name, (sort, _label) in _LINKS.items() for link in said[name]
        ]
        more = {name: said[name] for name in ("maturity", "step_what", "step_when", "step_cost", "contact")}
        return {**super().described(), **more, "links": links}
