"""CodeMeta, versions 2 and 3: https://codemeta.github.io."""

from terreau.commons.descriptions.codemeta.reading import read_codemeta

__all__ = ["read_codemeta"]
