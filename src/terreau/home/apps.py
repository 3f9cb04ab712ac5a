from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from terreau.foundation.slots import HomeTerritory


class HomeConfig(AppConfig):
    name = "terreau.home"
    label = "home"
    verbose_name = "Accueil"

    def ready(self) -> None:
        from terreau.foundation import slots

        slots.home_territory.register(_home_territory)


def _home_territory() -> HomeTerritory | None:
    """The frame knows no room; it is told here which territory it stands for."""
    from terreau.foundation.slots import HomeTerritory
    from terreau.territories.queries import home

    one = home()
    return HomeTerritory(one.ref, one.name, one.get_absolute_url()) if one else None
