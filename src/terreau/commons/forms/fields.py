"""Fields of the forms about commons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from terreau.needs.models import Need
from terreau.participation.kinds import visible
from terreau.people.words import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_LINKS, MOST_NEEDS, MOST_HOLDERS = 20, 12, 12
_LINE = re.compile(r"(?P<before>.*?)(?P<url>https?://\S+)(?P<after>.*)")
_is_address = URLValidator(schemes=["http", "https"])


class LinksField(forms.CharField):
    """Addresses, one a line, each with a few words before or after it if one wishes."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 4000)
        options.setdefault("required", False)
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**options)

    def clean(self, value: Any) -> list[dict[str, str]]:
        """{"url", "label"} of each line; raises ValidationError with the lines that hold no address."""
        found: list[dict[str, str]] = []
        for line in filter(None, map(str.strip, super().clean(value).splitlines())):
            parts = _LINE.fullmatch(line)
            if parts is None or not _good(parts["url"]):
                raise ValidationError(
                    _("Une ligne n’a pas d’adresse complète (https://…) : « %(line)s »."),
                    params={"line": line[:80]},
                )
            label = one_line(f"{parts['before']} {parts['after']}").strip(" :-–—·")
            found.append({"url": parts["url"], "label": label[:120]})
        if len(found) > MOST_LINKS:
            raise ValidationError(_("Vingt liens au plus."))
        return found


def _good(url: str) -> bool:
    try:
        _is_address(url)
    except ValidationError:
        return False
    return len(url) <= 500 and not urlsplit(url).username  # noqa: PLR2004 - addresses people copy are shorter


def as_lines(links: Iterable[dict[str, str]]) -> str:
    """Links as the field understands them again."""
    return "\n".join(f"{link['url']} {link.get('label', '')}".strip() for link in links)


class NeedsField(forms.CharField):
    """Needs by number or address, separated by commas or lines."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 1000)
        options.setdefault("required", False)
        super().__init__(**options)

    def clean(self, value: Any) -> list[int]:
        """Their numbers, each once; raises ValidationError with what is no need that everyone may read."""
        said = [part for part in re.split(r"[,;\s]+", super().clean(value)) if part]
        numbers: list[int] = []
        for part in said:
            found = re.search(r"(\d{1,15})/?$", part)
            if found is None:
                raise ValidationError(_("« %(said)s » n’est pas un besoin."), params={"said": part[:60]})
            numbers.append(int(found[1]))
        numbers = list(dict.fromkeys(numbers))
        if len(numbers) > MOST_NEEDS:
            raise ValidationError(_("Douze besoins au plus."))
        there = visible(Need.objects.filter(pk__in=numbers)).order_by().values_list("pk", flat=True)
        if missing := set(numbers) - set(there):
            raise ValidationError(
                _("Aucun besoin ne porte ce numéro : %(numbers)s."),
                params={"numbers": ", ".join(map(str, sorted(missing)))},
            )
        return numbers


class NamesField(forms.CharField):
    """Names, one a line or separated by semicolons."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 2000)
        options.setdefault("required", False)
        options.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        super().__init__(**options)

    def clean(self, value: Any) -> list[str]:
        """The names, each once."""
        names = [one_line(part)[:160] for part in re.split(r"[;\n]", super().clean(value)) if part.strip()]
        if len(names) > MOST_HOLDERS:
            raise ValidationError(_("Douze noms au plus."))
        return list({name.casefold(): name for name in names}.values())
