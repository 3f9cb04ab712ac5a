"""Photographs on a need, for pages that show some: `python -m bench.pictures NEED COUNT`, TERREAU_DATA set.

Drawn at random, as hard to compress as a photograph: shapes, a sky that fades, grain.
"""

from __future__ import annotations

import io
import os
import random
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings")

import django

django.setup()

from django.core.cache import cache
from PIL import Image, ImageChops, ImageDraw

from terreau.needs.models import Need
from terreau.participation import actions
from terreau.people.models import User

SIZE = (2000, 1500)


def fill(need: Need, count: int) -> None:
    """`count` pictures on `need`, attached by the first person of the instance."""
    chance = random.Random(20_261_123)  # noqa: S311 - the same pictures at each run
    person = User.objects.order_by("pk")[0]
    for number in range(count):
        cache.clear()  # limits are for people
        words = actions.Words(
            f"Dessin numéro {number + 1} : une route, des maisons, un arrêt de bus sans abri.",
            caption=f"L’arrêt, vue {number + 1}",
        )
        actions.attach(need, actions.Sent(f"dessin-{number}.jpg", drawn(chance), words), by=person)


def drawn(chance: random.Random) -> bytes:
    """A scene, in JPEG."""
    image = Image.linear_gradient("L").resize(SIZE).convert("RGB")
    draw = ImageDraw.Draw(image)
    for _each in range(300):
        left, top = chance.randrange(SIZE[0]), chance.randrange(400, SIZE[1])
        colour = tuple(chance.randrange(256) for _band in range(3))
        draw.rectangle((left, top, left + chance.randrange(20, 300), top + chance.randrange(20, 300)), colour)
    grain = Image.effect_noise((SIZE[0] // 4, SIZE[1] // 4), 30).resize(SIZE).convert("RGB")
    out = io.BytesIO()
    ImageChops.soft_light(image, grain).save(out, "JPEG", quality=90)
    return out.getvalue()


if __name__ == "__main__":
    fill(Need.objects.get(pk=int(sys.argv[1])), int(sys.argv[2]))
