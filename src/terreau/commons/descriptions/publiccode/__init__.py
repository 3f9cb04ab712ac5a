"""publiccode.yml: https://yml.publiccode.tools, versions 0.2 to 0.7, and the draft of version 1."""

from terreau.commons.descriptions.publiccode.reading import read_publiccode

__all__ = ["read_publiccode"]
