"""ecdsa-rdfc-2019 (https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-rdfc-2019), with P-256 or P-384 keys."""

from terreau.recognition.openbadges.proofs.suite import Suite, rdfc

ECDSA_RDFC_2019 = Suite("ecdsa-rdfc-2019", frozenset({"P-256", "P-384"}), rdfc)
