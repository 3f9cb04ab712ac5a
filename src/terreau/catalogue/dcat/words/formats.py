"""Formats of files: a short name, its code in the European list and its media type (IANA)."""

from __future__ import annotations

import re

#: Short name: code at publications.europa.eu/resource/authority/file-type/, media type.
_FORMATS = {
    "CSV": ("CSV", "text/csv"),
    "TSV": ("TSV", "text/tab-separated-values"),
    "JSON": ("JSON", "application/json"),
    "GEOJSON": ("GEOJSON", "application/geo+json"),
    "XLSX": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "XLS": ("XLS", "application/vnd.ms-excel"),
    "ODS": ("ODS", "application/vnd.oasis.opendocument.spreadsheet"),
    "PARQUET": ("PARQUET", "application/vnd.apache.parquet"),
    "XML": ("XML", "application/xml"),
    "ZIP": ("ZIP", "application/zip"),
    "GZIP": ("GZIP", "application/gzip"),
    "PDF": ("PDF", "application/pdf"),
    "HTML": ("HTML", "text/html"),
    "TXT": ("TXT", "text/plain"),
    "SHP": ("SHP", "application/vnd.shp"),
    "GPKG": ("GPKG", "application/geopackage+sqlite3"),
    "KML": ("KML", "application/vnd.google-earth.kml+xml"),
    "GML": ("GML", "application/gml+xml"),
    "RDF": ("RDF_XML", "application/rdf+xml"),
    "TTL": ("RDF_TURTLE", "text/turtle"),
    "JSONLD": ("JSON_LD", "application/ld+json"),
    "ATOM": ("ATOM", "application/atom+xml"),
    "ICS": ("ICS", "text/calendar"),
}
#: Media type of each short name.
MEDIA_TYPES = {name: media for name, (_, media) in _FORMATS.items()}
FILE_TYPES = {name: code for name, (code, _) in _FORMATS.items()}
_BY_MEDIA = {media: name for name, media in MEDIA_TYPES.items()} | {
    "application/vnd.geo+json": "GEOJSON",
    "application/x-zipped-shp": "SHP",
    "application/x-shapefile": "SHP",
    "text/xml": "XML",
    "application/x-parquet": "PARQUET",
    "application/parquet": "PARQUET",
    "application/x-turtle": "TTL",
}
_SAID_OTHERWISE = {
    "EXCEL": "XLSX", "SHAPEFILE": "SHP", "SHAPE": "SHP", "GEOPACKAGE": "GPKG", "RDFXML": "RDF",
    "RDFTURTLE": "TTL", "TURTLE": "TTL", "WEBPAGE": "HTML", "PAGEWEB": "HTML", "TEXT": "TXT", "GZ": "GZIP",
    "LDJSON": "JSONLD", "XML": "XML", "OPENDOCUMENTSPREADSHEET": "ODS",
}  # fmt: skip


def form_of(*said: str) -> str:
    """The short name of the first of these that names a format: a label, a media type or an IRI; else ""."""
    for one in said:
        if not one:
            continue
        media = re.sub(r"^https?://(www\.)?iana\.org/assignments/media-types/", "", one.strip()).lower()
        media = media.partition(";")[0].strip()
        if media in _BY_MEDIA:
            return _BY_MEDIA[media]
        name = re.sub(r"[^A-Z0-9]", "", one.strip().rstrip("/").rpartition("/")[2].upper())
        name = _SAID_OTHERWISE.get(name, name)
        if name in _FORMATS:
            return name
    return ""
