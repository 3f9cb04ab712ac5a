"""The structure of a credential, as JSON Schemas written here from the specifications."""

from terreau.recognition.openbadges.schema.structure import Fault, fault_of

__all__ = ["Fault", "fault_of"]
