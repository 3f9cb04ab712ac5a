"""The page where one signs in: allauth's, with the other ways in beside the code."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView

from terreau.people.passkeys import name_bound_to


class _Door(LoginView):  # type: ignore[misc]  # allauth publishes no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "bound_to": name_bound_to()}


door = _Door.as_view()
