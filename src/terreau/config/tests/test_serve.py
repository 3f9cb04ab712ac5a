"""`terreau serve` and what it answers, over real HTTP."""

from __future__ import annotations

import gzip
import os
import re
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from terreau.config.tests.command import Running, eventually, gone, running, terreau

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.config.tests.command import Ended


@pytest.fixture(scope="module")
def served(prepared: tuple[Path, Ended]) -> Iterator[Running]:
    """One service for the tests that only read."""
    with running("serve", prepared[0], TERREAU_ADDRESS="http://communs.exemple.fr") as one:
        yield one


def test_alive_and_ready_answer_whatever_name_they_are_asked_by(served: Running) -> None:
    for path, word in (("/sante/vivant", "vivant"), ("/sante/pret", "prêt")):
        answer = served.get(path, Host="10.0.0.7:9999")
        assert (answer.status, answer.text.strip()) == (200, word)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers


def test_another_name_than_ours_is_refused_with_the_right_one(served: Running) -> None:
    answer = served.get("/", Host="evil.example")
    assert answer.status == 400
    assert "http://communs.exemple.fr" in answer.text
    assert "evil.example" not in answer.text


def test_a_page_carries_what_protects_its_reader(served: Running) -> None:
    headers = served.get("/", Host="communs.exemple.fr").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers, "a visitor who only reads gets no cookie"


def test_a_page_is_compressed_for_whoever_asks(served: Running) -> None:
    plain = served.get("/", Host="communs.exemple.fr")
    packed = served.get("/", Host="communs.exemple.fr", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"<h1" in gzip.decompress(packed.body)
    assert len(packed.body) < len(plain.body) / 2


def test_head_gives_the_headers_of_get_and_no_body(served: Running) -> None:
    asked, full = (served.get("/", method, Host="communs.exemple.fr") for method in ("HEAD", "GET"))
    assert (asked.status, asked.body) == (200, b"")
    assert asked.headers["Content-Type"] == full.headers["Content-Type"]
    assert int(asked.headers["Content-Length"]) == len(full.body)


def test_static_files_are_kept_for_ever_by_a_browser(served: Running) -> None:
    page = served.get("/", Host="communs.exemple.fr").text
    sheet = re.search(r'href="(/static/[^"]+\.css)"', page)
    assert sheet
    answer = served.get(sheet[1], Host="communs.exemple.fr", Accept_Encoding="gzip")
    assert answer.status == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"


def test_what_a_visitor_says_of_the_front_server_is_not_believed(served: Running) -> None:
    answer = served.get(
        "/", Host="communs.exemple.fr", X_Forwarded_Proto="https", X_Forwarded_Host="evil.example"
    )
    assert "Strict-Transport-Security" not in answer.headers
    assert "evil.example" not in answer.text


def test_the_local_mailbox_is_not_there_in_service(service_folder: Path) -> None:
    with running("serve", service_folder) as one:
        assert one.get("/boite-aux-lettres/", Host="127.0.0.1").status == 404


def test_at_rest_the_whole_weighs_less_than_300_megabytes(served: Running) -> None:
    for path in ("/", "/besoins/", "/territoires/"):
        served.get(path, Host="communs.exemple.fr")
    weight = 0
    for pid in (served.process.pid, *served.children):
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        assert found
        weight += int(found[1])
    assert weight < 300_000, f"{weight} kB"


def test_the_web_process_carries_no_engine_of_tables_before_one_is_read(served: Running) -> None:
    served.get("/", Host="communs.exemple.fr")
    for pid in (served.process.pid, *served.children):
        assert "duckdb" not in Path(f"/proc/{pid}/maps").read_text()


def test_an_empty_folder_is_refused_in_one_sentence(tmp_path: Path) -> None:
    ended = terreau("serve", "--data", str(tmp_path / "nothing"))
    assert (ended.code, ended.trace) == (1, False)
    assert "Aucune instance n’est préparée" in ended.notes
    assert "terreau init" in ended.notes


def test_a_database_of_an_earlier_version_is_refused_until_one_asks_to_migrate(service_folder: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(service_folder / "terreau.sqlite3")) as database:
        # One migration of a library taken back by hand, as if this version had brought it.
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        database.execute("DROP TABLE django_session")
        database.commit()
    refused = terreau("serve", "--data", str(service_folder))
    assert refused.code == 1
    assert "1 migration" in refused.notes
    assert "terreau serve --migrate" in refused.notes
    with running("serve", service_folder, words=("--migrate",)) as one:
        assert one.get("/sante/pret").status == 200


def test_sigterm_stops_the_whole_group_in_order(service_folder: Path) -> None:
    with running("serve", service_folder) as one:
        children = one.children
        answer, notes = one.end(signal.SIGTERM)
        assert one.process.returncode == 0
        assert "Traceback" not in answer + notes
        assert all(gone(child) for child in children)


def test_a_child_that_dies_is_started_again(service_folder: Path) -> None:
    with running("serve", service_folder) as one:
        worker, web = one.children
        os.kill(worker, signal.SIGKILL)
        os.kill(web, signal.SIGKILL)
        assert eventually(lambda: len({pid for pid in one.children if not gone(pid)} - {worker, web}) == 2)
        assert one.ready().get("/", Host="127.0.0.1").status == 200


@pytest.mark.parametrize("wrong", ["", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:http", "256.1.1.1:8000"])
def test_a_listen_address_that_means_nothing_is_said(wrong: str, tmp_path: Path) -> None:
    ended = terreau("serve", "--data", str(tmp_path), "--listen", wrong)
    assert (ended.code, ended.trace) == (1, False)
    assert "127.0.0.1:8000" in ended.notes
