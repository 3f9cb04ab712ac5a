"""Descriptions written from a sheet, so that the standard accepts them."""

from terreau.commons.descriptions.writing.codemeta import write_codemeta
from terreau.commons.descriptions.writing.okh import write_okh
from terreau.commons.descriptions.writing.publiccode import write_publiccode
from terreau.commons.descriptions.writing.written import Written

__all__ = ["Written", "write_codemeta", "write_okh", "write_publiccode"]
