"""`terreau doctor`: enough to help, and nothing of anybody."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from terreau.config.configuration import Configuration
from terreau.config.operate.report import scrubbed
from terreau.config.tests.command import terreau

PRIVATE = ("camille", "dominique", "exemple.fr", "terreau.example", "motdepasse", "127.0.0.1", "en est-on")


def test_it_says_versions_sizes_states_and_kinds_of_faults(small_folder: Path) -> None:
    with closing(sqlite3.connect(small_folder / "terreau.sqlite3")) as database:
        database.execute(
            "UPDATE django_tasks_database_dbtaskresult SET status = 'FAILED', "
            "exception_class_path = 'smtplib.SMTPServerDisconnected', traceback = 'to camille@exemple.fr'"
        )
        database.commit()
    (small_folder / "log").write_text(
        '{"fault": "KeyError", "route": "besoins/<int:pk>/", "what": "camille"}\n' * 3 + "not json\n",
        encoding="utf-8",
    )
    ended = terreau("doctor", "--data", str(small_folder), "--format", "json", TERREAU_LOG_FILE="log")
    assert not ended.trace
    (told,) = json.loads(ended.answer)["files"]
    assert told["program"]["terreau"]
    assert told["database"]["kind"] == "sqlite"
    assert told["database"]["migrations_missing"] == 0
    assert told["rows"]["needs.Need"] > 0
    assert told["settings"]["TERREAU_EMAIL_URL"] == "terreau.toml"
    assert any("SMTPServerDisconnected" in name for name in told["jobs"])
    assert told["faults_in_log"] == {"KeyError besoins/<int:pk>/": 3}
    assert told["backups"]["last"] == "never"
    everything = ended.answer + terreau("doctor", "--data", str(small_folder)).answer
    for words in (*PRIVATE, str(small_folder), str(Path.home()) + "/"):
        assert words.lower() not in everything.lower(), words


def test_of_a_broken_instance_it_still_says_what_it_can(tmp_path: Path) -> None:
    (tmp_path / "terreau.sqlite3").write_bytes(b"not a database at all" * 100)
    ended = terreau("doctor", "--data", str(tmp_path))
    assert (ended.code, ended.trace) == (2, False)
    assert "unreadable" in ended.answer
    assert "broken" in ended.answer


def test_what_could_name_anybody_is_taken_out() -> None:
    configuration = Configuration({"TERREAU_DATA": "/srv/camille", "DATABASE_URL": "postgresql://u:p@h/n"})
    text = (
        "« /srv/camille/terreau.toml » camille.durand@exemple.fr https://exemple.fr/x?y=1 "
        "192.0.2.7 2001:db8::1 /home/camille/x postgresql://u:p@h/n ::1"
    )
    said = scrubbed(text, configuration)
    assert "camille" not in said
    assert "exemple" not in said
    assert "192" not in said
    assert "2001" not in said
    assert "u:p" not in said
