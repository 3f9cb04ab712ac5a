"""Open Know-How manifests in TOML (OKH-LOSH 1.0): https://github.com/iop-alliance/OpenKnowHow."""

from terreau.commons.descriptions.okh.reading import read_okh

__all__ = ["read_okh"]
