"""Proofs: Data Integrity suites and VC-JWT, each pinned to its algorithms."""

from terreau.recognition.openbadges.proofs.integrity import Suite, hash_data, make_proof, suite_of
from terreau.recognition.openbadges.proofs.jwt import Token, make_token, read_token

__all__ = ["Suite", "Token", "hash_data", "make_proof", "make_token", "read_token", "suite_of"]
