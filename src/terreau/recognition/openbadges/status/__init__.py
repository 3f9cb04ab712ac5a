"""Status lists: is this badge revoked or suspended? Bitstring (W3C) and the older 1EdTech list."""

from terreau.recognition.openbadges.status.bitstring import StatusList, decode_list, encode_list

__all__ = ["StatusList", "decode_list", "encode_list"]
