"""Open Badges 2.0, hosted and signed: read and verified by structure (https://www.imsglobal.org/spec/ob/v2p0/)."""

from terreau.recognition.openbadges.ob2.hosting import hosted_twin
from terreau.recognition.openbadges.ob2.verifying import is_older, kind_of, run

__all__ = ["hosted_twin", "is_older", "kind_of", "run"]
