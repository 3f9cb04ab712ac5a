"""MediaWiki exports: read with all their revisions, understood, put into Markdown; and written.

A library of its own: it knows neither Django nor the rest of Terreau, opens no connection, and keeps one
revision in memory at a time.

    with open("export.xml", "rb") as file:
        for page, revisions in Dump(file).pages():
            for revision in revisions:
                print(page.title, revision.contributor, converted(revision.text).markdown)
"""

from terreau.commons.mediawiki.caps import DEFAULT_CAPS, Caps
from terreau.commons.mediawiki.conversion import converted
from terreau.commons.mediawiki.dump import Dump
from terreau.commons.mediawiki.model import Converted, Page, Revision, Site
from terreau.commons.mediawiki.refusals import DumpRefused
from terreau.commons.mediawiki.report import Report, look
from terreau.commons.mediawiki.sheets import CommonsSheet, sheet_in
from terreau.commons.mediawiki.to_wikitext import wikitext
from terreau.commons.mediawiki.writing import write_dump

__all__ = [
    "DEFAULT_CAPS",
    "Caps",
    "CommonsSheet",
    "Converted",
    "Dump",
    "DumpRefused",
    "Page",
    "Report",
    "Revision",
    "Site",
    "converted",
    "look",
    "sheet_in",
    "wikitext",
    "write_dump",
]
