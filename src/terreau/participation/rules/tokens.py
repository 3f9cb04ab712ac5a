"""Who may give a program the right to act: for oneself anyone, for an organisation who answers for it."""

from __future__ import annotations

import rules

from terreau.people.rules import is_holder, is_signed_in

rules.add_perm("participation.make_token", is_signed_in)
rules.add_perm("participation.make_organisation_token", is_holder)
rules.add_perm("participation.see_organisation_tokens", is_holder)
