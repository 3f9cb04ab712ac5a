"""`python -m django clear_past`: the retention clock by hand, or from cron where no worker runs."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from terreau.foundation import clearing


class Command(BaseCommand):
    help = "Delete what every room keeps about people past its time (see /vie-privee/)."

    def handle(self, *_args: object, **_options: object) -> None:
        for cleared in clearing.clear_past():
            for name, number in cleared.numbers.items():
                self.stdout.write(f"{cleared.room} {name}: {number}")
