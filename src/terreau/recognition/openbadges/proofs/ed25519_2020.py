"""Ed25519Signature2020 (https://www.w3.org/community/reports/credentials/CG-FINAL-di-eddsa-2020-20220724/).

The older form of eddsa-rdfc-2022, met in many badges of 2021-2025: read, never written.
"""

from terreau.recognition.openbadges.proofs.suite import Suite, rdfc

ED25519_2020 = Suite("Ed25519Signature2020", frozenset({"Ed25519"}), rdfc, outdated=True)
