"""What stands above the names of columns, and records that do not say what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.tables import Options, Workspace, check, describe, read_descriptor

if TYPE_CHECKING:
    from pathlib import Path

TOPS = {
    "a separator said": "sep=;\ncode;nom\n1;a\n2;b\n",
    "a separator said between quotes": '"sep=;"\r\ncode;nom\r\n1;a\r\n2;b\r\n',
    "a separator said after a mark": "\ufeffsep=|\ncode|nom\n1|a;c\n2|b\n",
    "blank lines": "\n\ncode,nom\n1,a\n2,b\n",
    "remarks": "# produit par la commune\n# le 1er février\ncode,nom\n1,a\n2,b\n",
    "a remark and a blank line": "# produit par la commune\n\ncode,nom\n1,a\n2,b\n",
    "objects under another name": '[{"code": 1, "nom": "a"}, {"code": 2, "nom": "b"}]',
    "an object a line": '{"code": 1, "nom": "a"}\n{"code": 2, "nom": "b"}\n',
}


@pytest.mark.parametrize("content", TOPS.values(), ids=TOPS.keys())
def test_the_names_of_columns_are_found_below(content: str, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content.encode())
    with Workspace() as workspace:
        found = describe(path, workspace)
        assert [one["name"] for one in found["columns"]] == ["code", "nom"]
        assert found["rows"] == 2
        fields = [{"name": "code", "type": "integer"}, {"name": "nom"}]
        assert check(path, read_descriptor({"fields": fields}), workspace).valid


def test_the_line_of_a_fault_counts_what_stands_above(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("sep=;\ncode;nom\n1;a\nx;b\n")
    schema = read_descriptor({"fields": [{"name": "code", "type": "integer"}, {"name": "nom"}]})
    with Workspace() as workspace:
        assert [(one.row, one.line) for one in check(path, schema, workspace).faults()] == [(2, 4)]


@pytest.mark.parametrize("content", ["#id,nom\n1,a\n2,b\n", "#\na\nb\n", ",\n1,a\n2,b\n"])
def test_a_header_that_looks_like_a_remark_or_is_blank_stays_the_header(content: str, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(content)
    with Workspace() as workspace:
        assert describe(path, workspace)["rows"] == 2


def test_features_one_a_line_have_their_shape(tmp_path: Path) -> None:
    line = '{"type": "Feature", "properties": {"nom": "a"}, "geometry": null}\n'
    path = tmp_path / "lieux.geojsonl"
    path.write_text(line * 2)
    with Workspace() as workspace:
        found = describe(path, workspace, Options())
    assert (found["format"], [one["name"] for one in found["columns"]]) == ("geojson", ["nom", "geometry"])
