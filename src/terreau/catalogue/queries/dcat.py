"""What is published here, in the terms of DCAT: for national portals, and for whoever harvests us."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.catalogue import dcat
from terreau.catalogue.models import Distribution, Frequency, State
from terreau.catalogue.queries import listing
from terreau.foundation.context import home_territory
from terreau.foundation.markdown import plain
from terreau.needs.models import Theme
from terreau.territories.models import Kind, Territory

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from terreau.catalogue.models import Dataset, TableSchema

#: Data sets a page: as data.gouv.fr gives them.
PAGE_SIZE = 100
#: European themes of ours (https://op.europa.eu/en/web/eu-vocabularies/concept-scheme/-/resource?uri=http://publications.europa.eu/resource/authority/data-theme).
_THEMES = {
    Theme.AIR: "ENVI", Theme.WASTE: "ENVI", Theme.HEAT: "ENVI", Theme.MOBILITY: "TRAN", Theme.ENERGY: "ENER",
    Theme.BIODIVERSITY: "ENVI", Theme.LIGHTING: "ENER", Theme.WATER: "ENVI", Theme.YOUTH: "SOCI",
    Theme.HEALTH: "HEAL", Theme.RIGHTS: "SOCI", Theme.DIGITAL: "TECH", Theme.WORK: "ECON",
    Theme.CULTURE: "EDUC",
}  # fmt: skip
#: INSEE's own addresses of territories (https://rdf.insee.fr/geo/index.html).
_INSEE = {
    Kind.COMMUNE: "commune", Kind.EPCI: "intercommunalite", Kind.DEPARTEMENT: "departement",
    Kind.REGION: "region",
}  # fmt: skip


#: Forms in which every table is given.
_FORMS = ("csv", "xlsx", "json", "parquet")


class Asked(NamedTuple):
    """One page of the catalogue."""

    catalogue: dcat.Catalogue
    datasets: list[dcat.Dataset]
    paging: dcat.Paging


def shown() -> QuerySet[Dataset]:
    """The data sets given to harvesters: published here, neither invented nor harvested from elsewhere.

    By key, so that what is published while somebody reads page after page comes last and shifts nothing.
    """
    return listing.listed().filter(is_example=False, origin="").order_by("pk")


def page_of(number: int, ending: str) -> Asked | None:
    """A page of the catalogue; None past the last one. Five SQL queries."""
    found = shown()
    total = found.count()
    last = max(1, math.ceil(total / PAGE_SIZE))
    if not 1 <= number <= last:
        return None
    start = (number - 1) * PAGE_SIZE
    datasets = _whole(found)[start : start + PAGE_SIZE]
    here = catalogue()
    return Asked(here, [as_dcat(one, here) for one in datasets], _paging(number, last, total, ending))


def stamp() -> list[object]:
    """What changes when the catalogue does."""
    return [listing.last_touch(), shown().count()]


def catalogue() -> dcat.Catalogue:
    """The catalogue of this instance, published in the name of its home territory."""
    home = home_territory()
    place = Territory.objects.filter(ref=home.ref).first() if home else None
    name = home.name if home else "Terreau"
    return dcat.Catalogue(
        title=_("Données : %(name)s") % {"name": name},
        description=_("Les données publiées sur ce territoire, avec leur licence et qui en décide."),
        iri=settings.ADDRESS + reverse("catalogue:dcat"),
        homepage=settings.ADDRESS + reverse("catalogue:list"),
        publisher=dcat.Agent(name, settings.ADDRESS + "/", homepage=settings.ADDRESS + "/"),
        licence=dcat.licence_of("etalab-2.0"),
        places=(_place(place),) if place else (),
    )


def as_dcat(dataset: Dataset, here: dcat.Catalogue) -> dcat.Dataset:
    """A data set; what nobody has said is left out."""
    page = settings.ADDRESS + dataset.get_absolute_url()
    return dcat.Dataset(
        title=dataset.title,
        iri=page,
        identifier=dataset.identifier,
        description=plain(dataset.description),
        keywords=(str(Theme(dataset.theme).label),),
        themes=tuple(filter(None, (_THEMES.get(Theme(dataset.theme)),))),
        publisher=_publisher(dataset) or here.publisher,
        creator=dcat.Agent(dataset.producer) if dataset.producer else None,
        contact=_contact(dataset.contact),
        landing_page=page,
        issued=_moment(dataset.published_at),
        modified=_moment(dataset.changed_at),
        frequency=Frequency(dataset.frequency).value.upper(),
        languages=("fr",),
        places=tuple(_place(one) for one in dataset.territories.all()),
        period=_period(dataset),
        licence=dcat.licence_of(dataset.licence),
        distributions=tuple(way for one in dataset.distributions.all() for way in _ways(one, dataset)),
    )


def _whole(found: QuerySet[Dataset]) -> QuerySet[Dataset]:
    ways = Distribution.objects.filter(published__isnull=False).select_related("published", "schema")
    return found.select_related("organisation", "created_by").prefetch_related(
        "territories", Prefetch("distributions", ways.order_by("pk"))
    )


def _ways(said: Distribution, dataset: Dataset) -> Iterator[dcat.Distribution]:
    """One table in each of its forms; one that was not packed is reached from the page of the data set."""
    version = said.published
    if version is None:
        return
    page = settings.ADDRESS + dataset.get_absolute_url()
    whole = dcat.Distribution(
        iri=f"{page}#fichier-{said.pk}",
        title=said.title,
        description=said.description,
        access_url=page,
        issued=_moment(said.created_at),
        modified=_moment(version.published_at),
        conforms_to=(_standard(said.schema),) if said.schema else (),
    )
    if not version.parquet_digest:
        yield whole
        return
    for form in _FORMS:
        args = {"pk": dataset.pk, "table": said.pk, "form": form}
        address = settings.ADDRESS + reverse("catalogue:rows-file", kwargs=args)
        yield replace(
            whole,
            iri=f"{page}#fichier-{said.pk}-{form}",
            title=f"{said.title} ({form.upper()})",
            download_url=address,
            form=form.upper(),
        )


def _standard(schema: TableSchema) -> dcat.Standard:
    """A schema by its own address, else by its page here."""
    known = schema.source if schema.source.startswith(("http://", "https://")) else ""
    return dcat.Standard(
        known or settings.ADDRESS + reverse("catalogue:standard", args=(schema.slug,)), schema.title
    )


def _publisher(dataset: Dataset) -> dcat.Agent | None:
    """The organisation; a person who publishes alone is named as the page names them."""
    if dataset.organisation:
        address = settings.ADDRESS + reverse("people:organisation", args=(dataset.organisation.slug,))
        return dcat.Agent(dataset.organisation.name, address)
    name = listing.who_publishes(dataset)
    return dcat.Agent(name) if name else None


def _contact(said: str) -> dcat.Contact | None:
    if not said:
        return None
    if "@" in said and " " not in said.strip():
        return dcat.Contact("", email=said.strip())
    return dcat.Contact("", url=said) if said.startswith("https://") else dcat.Contact(said)


def _place(territory: Territory) -> dcat.Place:
    kind = _INSEE[Kind(territory.kind)]
    return dcat.Place(territory.name, f"http://id.insee.fr/geo/{kind}/{territory.code}", territory.code)


def _period(dataset: Dataset) -> dcat.Period | None:
    start, end = dataset.period_start, dataset.period_end
    if not (start or end):
        return None
    return dcat.Period(start.isoformat() if start else "", end.isoformat() if end else "")


def _moment(said: dt.datetime | None) -> str:
    return timezone.localtime(said).replace(microsecond=0).isoformat() if said else ""


def _paging(number: int, last: int, total: int, ending: str) -> dcat.Paging:
    def at(page: int) -> str:
        return f"{settings.ADDRESS}{reverse('catalogue:dcat-page', args=(ending,))}?page={page}"

    return dcat.Paging(
        this=at(number),
        first=at(1),
        last=at(last),
        next=at(number + 1) if number < last else "",
        previous=at(number - 1) if number > 1 else "",
        total=total,
    )


def one(dataset: Dataset, ending: str) -> bytes:
    """A single data set, with its catalogue around it."""
    here = catalogue()
    return dcat.write(here, [as_dcat(dataset, here)], ending)


def whole(dataset: Dataset) -> Dataset | None:
    """The data set as harvesters may have it, with all that belongs to it; None when they may not."""
    return _whole(shown()).filter(pk=dataset.pk, state=State.PUBLISHED).first()
