"""Files made to hurt, brought through the room's own doors: a sentence each, and nothing filled."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from django.db import connection
from django.test import Client

from terreau.catalogue import actions
from terreau.catalogue.models import Dataset, Job, Standing, State, Version
from terreau.catalogue.queries.rows_shown import FORM_WORDS
from terreau.catalogue.tests.files import a_telling, brought, in_charge, mended, published, sent
from terreau.foundation.errors import TerreauError
from terreau.participation import store
from terreau.participation.models import JournalLine
from terreau.people.tests.builders import a_browser_of, a_person

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_django import Settings

pytestmark = pytest.mark.django_db

MEGA = 1024 * 1024


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


class Endless:
    """The body of a form with one file of so many bytes, made as it is read: never in memory."""

    def __init__(self, size: int) -> None:
        head = 'Content-Disposition: form-data; name="file"; filename="bornes.csv"\r\n\r\na;b\n'
        self._head = f"--limite\r\n{head}".encode()
        self._tail = b'\r\n--limite\r\nContent-Disposition: form-data; name="fin"\r\n\r\n1\r\n--limite--\r\n'
        self.length = len(self._head) + size + len(self._tail)
        self.given = 0
        self.most_on_disk = 0

    def read(self, size: int = -1) -> bytes:
        if self.given % (64 * MEGA) < MEGA:
            held = sum(path.stat().st_size for path in store.incoming().iterdir())
            self.most_on_disk = max(self.most_on_disk, held)
        start, end = self.given, min(self.given + (size if size >= 0 else MEGA), self.length)
        self.given = end
        middle = self.length - len(self._tail)
        parts = [self._head[start:end]]
        parts.append(b"1" * max(0, min(end, middle) - max(start, len(self._head))))
        parts.append(self._tail[max(0, start - middle) : max(0, end - middle)])
        return b"".join(parts)

    readline = read


def test_two_gigabytes_are_refused_in_a_sentence_without_filling_memory_nor_disk(settings: Settings) -> None:
    settings.MOST_TABLE_BYTES = 4 * MEGA
    body = Endless(2 * 1024 * MEGA)
    sending: dict[str, Any] = {"wsgi.input": body, "CONTENT_LENGTH": str(body.length)}
    browser = a_browser_of(a_person())
    tracemalloc.start()
    answer = browser.generic(
        "POST", "/donnees/apporter/", content_type="multipart/form-data; boundary=limite", **sending
    )
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert answer.status_code == 413
    assert "trop volumineux" in answer.content.decode()
    assert held < 30 * MEGA
    assert body.given < 64 * MEGA, "what was announced is refused before it is read"
    assert body.most_on_disk <= 5 * MEGA
    assert list(store.incoming().iterdir()) == []
    assert not Version.objects.exists()


def _a_bomb(suffix: str) -> bytes:
    """A workbook, or an archive, whose one part unpacks to two hundred times its size."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        if suffix == "xlsx":
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("xl/workbook.xml", "<workbook/>")
            name = "xl/worksheets/sheet1.xml"
        else:
            name = "bornes.csv"
        with archive.open(name, "w") as part:
            for _turn in range(90):
                part.write(b" " * MEGA)
    return packed.getvalue()


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a hundred thousand columns": (
        "bornes.csv",
        lambda: ",".join(f"c{n}" for n in range(100_000)).encode() + b"\n" + b"1," * 99_999 + b"1\n",
    ),
    "a cell of fifty megabytes": ("bornes.csv", lambda: b'a;b\n1;"' + b"x" * 50 * MEGA + b'"\n'),
    "an archive that unpacks without end": ("bornes.zip", lambda: _a_bomb("zip")),
    "a workbook that unpacks without end": ("bornes.xlsx", lambda: _a_bomb("xlsx")),
}


@pytest.mark.parametrize("said", FILES)
def test_a_file_made_to_hurt_is_refused_in_a_sentence_and_the_service_goes_on(said: str) -> None:
    name, made = FILES[said]
    by = a_person()
    version = actions.bring(sent(made(), name), actions.For(), by=by)
    actions.go_on(version.pk, Job.CHECK)
    version = Version.objects.get(pk=version.pk)

    assert version.standing == Standing.UNREADABLE
    assert not version.job
    assert version.refusal["title"]
    assert version.refusal["remedy"]
    page = a_browser_of(by).get(version.get_absolute_url()).content.decode()
    assert version.refusal["title"] in page
    assert brought(by).standing == Standing.CHECKED, "the next file is read"


FORMULAS = ("=cmd|' /C calc'!A0", "@SUM(1+1)", "+33612", "-2+3", "\t=1+1")


@pytest.mark.parametrize("empty", [b"\n", b"\r", b"\xef\xbb\xbf", b"\n\n"])
def test_an_empty_file_is_said_to_be_empty(empty: bytes) -> None:
    version = brought(a_person(), data=empty)
    assert version.standing == Standing.UNREADABLE
    assert version.refusal["title"] == "Aucun tableau trouvé"
    assert "il est vide" in version.refusal["message"]


def test_what_no_database_keeps_in_a_text_is_kept_as_a_mark() -> None:
    version = brought(a_person(), data=b"RIFF\x1a\x00;a\x00b\n1\x00;2\n")
    assert [one["name"] for one in version.understood["columns"]] == ["RIFF\x1a\ufffd", "a\ufffdb"]


@pytest.mark.parametrize("word", FORM_WORDS)
def test_no_format_gives_a_spreadsheet_a_formula_to_run(word: str) -> None:
    """What a person opens marks them; what programs read keeps them as the texts they are."""
    rows = "".join(f'"{said}",5.{n},45.{n}\n' for n, said in enumerate(FORMULAS, start=1))
    by, organisation = in_charge()
    dataset = published(by, organisation, f"nom,lon,lat\n{rows}".encode())
    answer = Client().get(f"/donnees/{dataset.pk}/lignes/en/{word}/")
    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file

    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    if word == "tableur":
        lines = body.decode("utf-8-sig").splitlines()[1:]
        assert all(line.lstrip('"').startswith("'") for line in lines)
    elif word == "xlsx":
        with zipfile.ZipFile(io.BytesIO(body)) as workbook:
            sheet = workbook.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<f " not in sheet
    elif word == "parquet":
        path = store.incoming() / "got.parquet"
        path.write_bytes(body)
        with duckdb.connect() as database:
            names = database.execute("SELECT nom FROM read_parquet($1)", [str(path)]).fetchall()
        path.unlink()
        assert {one[0].strip() for one in names} == {one.strip() for one in FORMULAS}
    else:
        assert b"@SUM(1+1)" in body


def test_the_page_of_the_data_offers_people_the_file_that_runs_nothing() -> None:
    dataset = published()
    page = Client().get(dataset.get_absolute_url()).content.decode()

    assert f'href="/donnees/{dataset.pk}/lignes/en/tableur/"' in page
    assert "propre.csv" not in page.partition("<main")[2].partition("</main>")[0]


def test_names_of_columns_that_are_sql_are_names_in_every_format() -> None:
    name = "x\"'); DROP TABLE cells; --"
    quoted = name.replace('"', '""')
    by, organisation = in_charge()
    dataset = published(by, organisation, f'"{quoted}",n\nun,1\ndeux,2\n'.encode())
    for word in ("csv", "json", "tableur", "xlsx", "parquet"):
        answer = Client().get(f"/donnees/{dataset.pk}/lignes/en/{word}/")
        assert answer.status_code == 200
        assert b"".join(answer)
    address = f"/donnees/{dataset.pk}/lignes/"
    got = Client().get(address, {f"{name}__contient": "deux"})
    assert got.status_code == 200
    assert "1 ligne sur 2" in got.content.decode()
    assert Dataset.objects.filter(pk=dataset.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_who_publish_at_once_publish_once() -> None:
    by, organisation = in_charge()
    version = mended(brought(by, organisation), by)
    dataset = version.distribution.dataset
    actions.describe(dataset.pk, a_telling(), by=by, version=dataset.version)
    seen = Dataset.objects.get(pk=dataset.pk).version
    ready = Barrier(2)

    def publish() -> object:
        ready.wait(10)
        try:
            return actions.publish(dataset.pk, by=by, version=seen).state
        except TerreauError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _n: publish(), range(2)))

    assert answers.count(State.PUBLISHED) == 1, answers
    refused = next(one for one in answers if isinstance(one, TerreauError))
    assert refused.status == 409
    assert Version.objects.filter(standing=Standing.PUBLISHED).count() == 1
    assert JournalLine.objects.filter(verb="publish-data").count() == 1
