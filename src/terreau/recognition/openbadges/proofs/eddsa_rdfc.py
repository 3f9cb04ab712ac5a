"""eddsa-rdfc-2022 (https://www.w3.org/TR/vc-di-eddsa/#eddsa-rdfc-2022), which Open Badges 3.0 asks for."""

from terreau.recognition.openbadges.proofs.suite import Suite, rdfc

EDDSA_RDFC_2022 = Suite("eddsa-rdfc-2022", frozenset({"Ed25519"}), rdfc)
# The name the same suite had in drafts, still met in files of 2023.
EDDSA_2022 = Suite("eddsa-2022", frozenset({"Ed25519"}), rdfc, outdated=True)
