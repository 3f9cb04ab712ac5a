"""How long what we know of people is kept: printed on the privacy page, applied by `actions.clear_past`."""

from __future__ import annotations

from datetime import timedelta

#: An invitation nobody answers.
INVITATION = timedelta(days=14)
#: An account whose address was never confirmed: someone may have typed another person's address.
UNCONFIRMED_ACCOUNT = timedelta(days=1)
#: Proof that a consent had been given, once it is withdrawn.
WITHDRAWN_CONSENT = timedelta(days=365)
#: A sign-in on a computer that others use too.
SHARED_COMPUTER = timedelta(hours=1)
