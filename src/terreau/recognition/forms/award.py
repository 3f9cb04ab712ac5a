"""Give a badge, answer to one, take it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.needs.models import Need
from terreau.recognition.actions import Answer, Gift
from terreau.recognition.forms.badge import LinkField
from terreau.recognition.models import Award, Means, Visibility

MOST_PLACES = 500


class EvidenceForm(forms.Form):
    """What was done, and what shows it."""

    narrative = forms.CharField(
        label=_("Ce qui a été fait"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Écrit dans le badge : ne dites rien que la personne ne voudrait pas montrer."),
    )
    link = LinkField(label=_("Une adresse qui le montre"), max_length=500, required=False)
    need = forms.IntegerField(
        label=_("Le besoin auquel cela répond"),
        min_value=1,
        max_value=2**31,
        required=False,
        help_text=_("Son numéro, tel qu’il est dans son adresse : /besoins/12/."),
    )

    def clean_need(self) -> Need | None:
        """The need of this number."""
        number = self.cleaned_data["need"]
        if number is None:
            return None
        if (found := Need.objects.filter(pk=number).first()) is None:
            raise ValidationError(_("Aucun besoin ne porte ce numéro."))
        return found

    def evidence(self) -> tuple[dict[str, str], ...]:
        """Links and needs, as an award keeps them."""
        from terreau.recognition.queries.addresses import whole

        link, need = self.cleaned_data["link"], self.cleaned_data["need"]
        said = [{"kind": "link", "name": link, "url": link}] if link else []
        if need is not None:
            said.append({"kind": "need", "name": need.title, "url": whole(need.get_absolute_url())})
        return tuple(said)


HOW = (
    ("email", _("Par e-mail : la personne reçoit un lien")),
    ("paper", _("Sur papier : une feuille avec un code, sans e-mail ni compte")),
    ("self", _("À moi-même")),
)


class AwardForm(EvidenceForm):
    """Give a badge to one person."""

    how = forms.ChoiceField(label=_("Comment ?"), choices=HOW, widget=forms.RadioSelect, initial="email")
    email = forms.EmailField(
        label=_("Adresse e-mail de la personne"),
        required=False,
        max_length=254,
        help_text=_("Jamais publiée : le badge n’en contient qu’une empreinte."),
    )
    name = forms.CharField(
        label=_("Nom de la personne"),
        max_length=80,
        required=False,
        help_text=_("Montré seulement si elle l’accepte. Un prénom suffit."),
    )
    field_order = ("how", "email", "name", "narrative", "link", "need")

    def clean(self) -> dict[str, Any]:
        """By e-mail, an address is needed."""
        said = super().clean() or {}
        if said.get("how") == "email" and not said.get("email") and "email" not in self.errors:
            self.add_error("email", _("Donnez l’adresse de la personne, ou choisissez « Sur papier »."))
        return said

    def gift(self, by: Any, *, for_someone: bool) -> Gift:
        """What is given, once the form is valid."""
        said = self.cleaned_data
        how = said["how"]
        return Gift(
            email=said["email"] if how == "email" else "",
            name=said["name"] or (by.shown_name if how == "self" else ""),
            narrative=said["narrative"],
            evidence=self.evidence(),
            recipient=by if how == "self" else None,
            means=Means(how),
            for_someone=for_someone and how == "paper",
        )


class CorrectForm(EvidenceForm):
    """Give a badge again with what was wrong put right; its person stays the same."""

    email = forms.EmailField(
        label=_("Adresse e-mail de la personne"),
        required=False,
        max_length=254,
        help_text=_(
            "Vide : une feuille à remettre. Sans effet si la personne a déjà le badge dans son espace."
        ),
    )
    name = forms.CharField(label=_("Nom de la personne"), max_length=80, required=False)
    reason = forms.CharField(
        label=_("Ce qui est corrigé"), max_length=300, help_text=_("Une phrase, visible de tous.")
    )
    field_order = ("reason", "email", "name", "narrative", "link", "need")

    def __init__(self, data: Any = None, *, award: Award) -> None:
        links = [one["url"] for one in award.evidence if one["kind"] == "link"]
        told = {"name": award.recipient_name, "narrative": award.narrative, "email": award.email}
        super().__init__(data, initial={**told, "link": links[0] if links else ""})
        self.award = award

    def gift_again(self) -> Gift:
        """What is given, once the form is valid."""
        said, holder = self.cleaned_data, self.award.recipient
        return Gift(
            email="" if holder else said["email"],
            name=said["name"],
            narrative=said["narrative"],
            evidence=self.evidence(),
            recipient=holder,
            means=Means(self.award.means) if holder else None,
        )


class AnswerForm(forms.Form):
    """Who may see a badge."""

    visibility = forms.ChoiceField(
        label=_("Qui peut voir ce badge ?"),
        choices=Visibility,
        widget=forms.RadioSelect,
        initial=Visibility.LINK,
    )
    name = forms.CharField(
        label=_("Votre nom"), max_length=80, required=False, help_text=_("Un prénom ou un pseudonyme suffit.")
    )
    shows_name = forms.BooleanField(label=_("Montrer ce nom avec le badge"), required=False)

    def answer(self) -> Answer:
        """What was chosen, once the form is valid."""
        said = self.cleaned_data
        return Answer(Visibility(said["visibility"]), said["shows_name"], said["name"])


class CodeForm(forms.Form):
    """A code copied from paper."""

    code = forms.CharField(
        label=_("Votre code"),
        max_length=40,
        help_text=_("Douze lettres et chiffres, par exemple K7QM-2XPT-9RWD."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class ReasonForm(forms.Form):
    """Why; anyone may read it."""

    reason = forms.CharField(
        label=_("Pourquoi ?"), max_length=300, help_text=_("Une phrase, visible de tous. Ne nommez personne.")
    )


class PosterForm(forms.Form):
    """A code on a wall: for what occasion, until when, for how many."""

    occasion = forms.CharField(
        label=_("Occasion"),
        max_length=200,
        help_text=_("Par exemple : atelier vélo du 28 novembre. Écrit dans le badge."),
    )
    ends_at = forms.DateField(
        label=_("Jusqu’au"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    places = forms.IntegerField(
        label=_("Nombre de personnes, au plus"), min_value=1, max_value=MOST_PLACES, initial=30
    )

    def clean_ends_at(self) -> Any:
        """The end of that day, which has to come, and within a year."""
        import datetime as dt

        day = self.cleaned_data["ends_at"]
        today = timezone.localdate()
        if not today <= day <= today + dt.timedelta(days=366):
            raise ValidationError(_("Choisissez un jour à venir, dans l’année."))
        return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))


class PleaForm(forms.Form):
    """Ask for a badge."""

    story = forms.CharField(
        label=_("Ce que vous avez fait"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Où, quand, avec qui. C’est ce que lira la personne qui répondra."),
    )
    link = LinkField(label=_("Une adresse qui le montre"), max_length=500, required=False)

    def evidence(self) -> list[dict[str, str]]:
        """The link, as an award keeps it."""
        link = self.cleaned_data["link"]
        return [{"kind": "link", "name": link, "url": link}] if link else []


class VerifyForm(forms.Form):
    """A badge to verify: a file, an address, or its text."""

    file = forms.FileField(
        label=_("Le fichier du badge"), required=False, help_text=_("PNG, SVG, JSON ou jeton, 10 Mo au plus.")
    )
    address = LinkField(label=_("Ou son adresse"), max_length=2000, required=False)
    text = forms.CharField(
        label=_("Ou son texte"),
        max_length=1_000_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    recipient = forms.CharField(
        label=_("À qui est-il ?"),
        max_length=254,
        required=False,
        help_text=_("L’adresse e-mail que la personne vous a donnée : on vérifie que le badge est le sien."),
    )

    def clean(self) -> dict[str, Any]:
        """One of the three."""
        said = super().clean() or {}
        if not self.errors and not any(said.get(one) for one in ("file", "address", "text")):
            raise ValidationError(_("Choisissez un fichier, ou donnez une adresse ou un texte."))
        return said
