"""eddsa-jcs-2022 (https://www.w3.org/TR/vc-di-eddsa/#eddsa-jcs-2022): the JSON is signed."""

from terreau.recognition.openbadges.proofs.suite import Suite, jcs

EDDSA_JCS_2022 = Suite("eddsa-jcs-2022", frozenset({"Ed25519"}), jcs, over_json=True)
