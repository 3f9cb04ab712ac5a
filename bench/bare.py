"""The least a Django view can do with the same rows: no middleware, no frame, no accounts. Our floor."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.template import engines
from django.urls import path

if TYPE_CHECKING:
    from django.http import HttpRequest

settings.configure(
    SECRET_KEY="bench",  # noqa: S106 - nothing is signed here
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["BENCH_DATABASE"],
            "CONN_MAX_AGE": None,
        }
    },
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    MIDDLEWARE=[],
    INSTALLED_APPS=[],
)
django.setup()

from django.core.paginator import Paginator
from django.db import models

PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Besoins</title></head><body><h1>Besoins</h1>
<p>{{ page.paginator.count }}</p>
<ul>{% for need in page %}<li><h2><a href="/besoins/{{ need.pk }}/">{{ need.title }}</a></h2>
<p>{{ need.summary }}</p>
<p>{{ need.theme }} · {{ need.state }} · {{ need.supports }} ·
{{ need.raised_at|date }}</p></li>{% endfor %}</ul>
<p>{{ page.number }} / {{ page.paginator.num_pages }}</p></body></html>"""


class Need(models.Model):
    """The columns that the list of needs shows, on the very same table."""

    title = models.CharField(max_length=120)
    summary = models.TextField()
    theme = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    supports = models.IntegerField()
    raised_at = models.DateTimeField()
    merged_into_id = models.BigIntegerField(null=True)

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "needs_need"

    def __str__(self) -> str:
        return self.title


def needs(_request: HttpRequest) -> HttpResponse:
    """Twenty rows through the ORM and a compiled template, with their count, as any list has."""
    rows = Need.objects.filter(merged_into_id=None).order_by("-raised_at", "-pk")
    return HttpResponse(template.render({"page": Paginator(rows, 20).get_page(1)}))


template = engines["django"].from_string(PAGE)
urlpatterns = [path("besoins/", needs)]
application = WSGIHandler()
