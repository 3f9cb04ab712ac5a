"""The checks, one file each; `ALL` is the order in which they are done and told."""

from terreau.recognition.openbadges.checks import (
    baking,
    context,
    dates,
    endorsement,
    issuer,
    recipient,
    schema,
    signature,
    status,
    subject,
    type_,
)
from terreau.recognition.openbadges.checks.case import Case, Settings

ALL = (
    schema.check,
    context.check,
    type_.check,
    subject.check,
    issuer.check,
    signature.check_key,
    signature.check_proof,
    signature.check_algorithm,
    dates.check,
    status.check,
    endorsement.check,
    recipient.check,
    baking.check,
)

__all__ = ["ALL", "Case", "Settings"]
