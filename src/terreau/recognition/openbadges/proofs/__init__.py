"""Proofs: Data Integrity suites and VC-JWT, each pinned to its algorithms."""

from terreau.recognition.openbadges.proofs.integrity import hash_data, make_proof, suite_of
from terreau.recognition.openbadges.proofs.jwt import Token, make_short_token, make_token, read_token
from terreau.recognition.openbadges.proofs.suite import Suite

__all__ = [
    "Suite",
    "Token",
    "hash_data",
    "make_proof",
    "make_short_token",
    "make_token",
    "read_token",
    "suite_of",
]
