"""A second instance, in a few seconds and with nobody in it but one person: `python -m … PACK`.

It prints the name and the value of the cookie with which that person is signed in.
"""

from __future__ import annotations

import sys
from pathlib import Path

from terreau.config.configuration import keep
from terreau.config.starting import folder_of_the_instance, start_django

TERRITORY = "200040715"


def main(pack: Path) -> None:
    """Fill the folder that the environment names."""
    folder = folder_of_the_instance()
    keep(folder, {"TERREAU_TERRITORY": TERRITORY, "TERREAU_CONTACT": "bonjour@exemple.fr"})
    start_django()
    from django.conf import settings

    from terreau.config import preparing
    from terreau.people.tests.builders import a_browser_of, a_person

    def quiet(*_words: object) -> None:
        """No stage is said."""

    with preparing.whole_or_nothing():
        preparing.migrate(quiet)
        preparing.import_territories(quiet, pack)
        browser = a_browser_of(a_person("Ève"))
    name = settings.SESSION_COOKIE_NAME
    sys.stdout.write(f"{name} {browser.cookies[name].value}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
