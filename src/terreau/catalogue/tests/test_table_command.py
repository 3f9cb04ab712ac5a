"""The command `terreau table`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from terreau.catalogue import table_command

if TYPE_CHECKING:
    from pathlib import Path


def test_the_command_prints_one_object_and_exits_with_the_worst(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "schema.json").write_text(
        json.dumps({"fields": [{"name": "a", "type": "integer"}, {"name": "b"}]})
    )
    (tmp_path / "good.csv").write_text("a,b\n1,2\n")
    (tmp_path / "bad.csv").write_text("a,b\nx,2\ny,2\n")
    files = [str(tmp_path / name) for name in ("good.csv", "bad.csv", "absent.csv")]
    arguments = [
        "check",
        *files,
        "--schema",
        str(tmp_path / "schema.json"),
        "--format",
        "json",
        "--limit",
        "1",
    ]
    assert table_command.main(arguments) == 2
    answer = json.loads(capsys.readouterr().out)
    good, bad, absent = answer["files"]
    assert (good["valid"], bad["valid"], absent["error"]["code"]) == (True, False, "absent")
    assert (bad["errors"]["total"], len(bad["cells"]), bad["truncated"]) == (2, 1, True)
    assert bad["cells"][0]["line"] == 2
    assert answer["summary"] == {"files": 3, "fine": 1, "refused": 1, "unreadable": 1}


@pytest.mark.parametrize("option", ["--limit", "--header-row"])
def test_a_number_below_zero_is_refused_before_anything_is_read(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        table_command.main(["check", "a.csv", option, "-1", "--format", "json"])
    assert ended.value.code == 2
    assert capsys.readouterr().out == ""
