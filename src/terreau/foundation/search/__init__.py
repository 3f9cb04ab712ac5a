"""Search over what rooms write: found at once after writing, whatever accents, plurals, small slips.

A model derives from `Searchable`; its actions call `put` and `drop` inside their transaction; its queries
call `find`, `page_of` and `alike`. SQLite (FTS5) and PostgreSQL are fed the same stems: the same answers.
"""

from terreau.foundation.search.finding import Found, find, find_any
from terreau.foundation.search.french import stems
from terreau.foundation.search.index import Searchable, drop, put, rebuild
from terreau.foundation.search.likeness import Alike, alike, shared_words
from terreau.foundation.search.mend import mending_once
from terreau.foundation.search.paging import LAST_PAGE, Paged, page_of

__all__ = [
    "LAST_PAGE",
    "Alike",
    "Found",
    "Paged",
    "Searchable",
    "alike",
    "drop",
    "find",
    "find_any",
    "mending_once",
    "page_of",
    "put",
    "rebuild",
    "shared_words",
    "stems",
]
