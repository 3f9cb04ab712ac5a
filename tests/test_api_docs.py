"""The examples of docs/api.md, run as they are written."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from terreau.commons.actions import Description, open_commons
from terreau.commons.models import Kind as Shared
from terreau.needs.actions import Telling, raise_need
from terreau.participation.actions import Terms, make_token
from terreau.participation.models import Scope
from terreau.people.models import User
from terreau.territories.models import Kind, Territory

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "docs" / "api.md"


def examples() -> Iterator[str]:
    """Each command of the page, on one line."""
    for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        yield from block.replace("\\\n", " ").strip().split("\n")


def run(command: str, known: dict[str, str]) -> Any:
    """The answer to a curl command; fails on an option the page should not use."""
    for name, value in known.items():
        command = command.replace(f"${name}", value)
    curl, address, *options = shlex.split(command)
    assert curl == "curl"
    verb, headers, body = "GET", {}, ""
    form: dict[str, object] = {}
    for option, value in zip(options[::2], options[1::2], strict=True):
        if option == "-X":
            verb = value
        elif option == "-H":
            name, _colon, said = value.partition(": ")
            headers[name] = said
        elif option == "-F":
            name, _equals, said = value.partition("=")
            form[name] = SimpleUploadedFile(said[1:], b"ref;abris\n38185;12\n") if said[0] == "@" else said
        else:
            assert option == "-d", option
            body = value
    kind = headers.pop("Content-Type", "application/octet-stream")
    if form:
        return Client().post(address, form, headers=headers)
    return Client().generic(verb, address, body, content_type=kind, headers=headers)


@pytest.mark.django_db
def test_every_example_of_the_page_does_what_it_says(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    place = Territory.objects.create(ref="38185", kind=Kind.COMMUNE, code="38185", name="Grenoble")
    person = User.objects.create_user("nadia", email="nadia@exemple.fr")
    _token, secret = make_token(Terms("Essais", list(Scope), timezone.localdate()), by=person)
    need = raise_need(Telling("Un banc devant la poste", "On attend debout.", "other", [place]), by=person)
    commons = open_commons(Description("Un four", "Cuire ensemble.", [Shared.PLACE], [place]), by=person)
    known = {"TERREAU": "", "JETON": secret, "BESOIN": str(need.pk), "COMMUN": str(commons.pk)}
    commands = list(examples())
    assert len(commands) > 5
    for command in commands:
        answer = run(command, known)
        if "check" in (told := answer.json()):
            known |= {"CODE": told["check"]["code"], "DONNEES": str(told["dataset"]["id"])}
        assert answer.status_code in {200, 201}, f"{command}\n{answer.content.decode()}"
