"""Our context for JSON-LD that names one by its address: the words of DCAT as portals write them.

Words beyond DCAT (email, fn, name…) are those of data.gouv.fr, of ArcGIS Hub and of the American profile that
the latter follows (https://resources.data.gov/resources/dcat-us/).
"""

from __future__ import annotations

from terreau.catalogue.dcat.words import names

_DCT = (
    "title", "description", "issued", "modified", "language", "license", "rights", "spatial", "identifier",
    "temporal", "format", "publisher", "creator", "accrualPeriodicity", "conformsTo", "accessRights",
    "provenance", "source", "relation", "isPartOf", "hasPart", "type", "subject",
)  # fmt: skip
_FOAF = ("name", "homepage", "mbox", "page")
_VCARD = {
    "fn": "fn", "hasEmail": "hasEmail", "email": "hasEmail", "hasURL": "hasURL",
}  # fmt: skip
_HYDRA = (
    "view", "first", "last", "next", "previous", "totalItems", "firstPage", "lastPage", "nextPage",
    "previousPage", "itemsPerPage",
)  # fmt: skip
_LINKS = (
    "downloadURL", "accessURL", "dataset", "distribution", "contactPoint", "landingPage", "theme",
    "endpointURL",
)  # fmt: skip

CONTEXT: dict[str, object] = {
    "@vocab": names.DCAT,
    **names.PREFIXES,
    "dcterms": names.DCT,
    "schema": names.SCHEMA,
    "owl": names.OWL,
    "gsp": names.GEO,
    "org": "http://www.w3.org/ns/org#",
    "freq": "http://purl.org/cld/freq/",
    "prov": "http://www.w3.org/ns/prov#",
    **{word: names.DCT + word for word in _DCT},
    **{word: names.FOAF + word for word in _FOAF},
    **{word: names.VCARD + term for word, term in _VCARD.items()},
    **{word: names.HYDRA + word for word in _HYDRA},
    # No type is forced on links: many are written as texts, and both are read.
    **{word: names.DCAT + word for word in _LINKS},
    "checksum": names.SPDX + "checksum",
    "algorithm": names.SPDX + "algorithm",
    "checksumValue": names.SPDX + "checksumValue",
    "label": names.RDFS + "label",
    "prefLabel": names.SKOS + "prefLabel",
    "startDate": names.DCAT + "startDate",
    "endDate": names.DCAT + "endDate",
    "versionInfo": names.OWL + "versionInfo",
    "PeriodOfTime": names.DCT + "PeriodOfTime",
    "Location": names.DCT + "Location",
    "Agent": names.FOAF + "Agent",
    "Organization": names.FOAF + "Organization",
}
