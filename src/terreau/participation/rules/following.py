"""Who may follow: anyone with an account; what is public is all there is to follow."""

from __future__ import annotations

import rules

from terreau.people.rules import is_signed_in

rules.add_perm("participation.follow", is_signed_in)
