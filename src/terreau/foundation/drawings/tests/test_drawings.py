"""Pictures are small, well formed, and say in words what they show."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.foundation.drawings import Bar, Dot, Frame, Line, bars, dots, lines

SVG = "{http://www.w3.org/2000/svg}"
_WORDS = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60)
_NUMBERS = st.floats(-1e12, 1e12)


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - drawn by us


def said(value: float) -> str:
    return f"{value:g}"


@given(items=st.lists(st.builds(Bar, _WORDS, _NUMBERS, _WORDS), max_size=12), title=_WORDS)
def test_bars_are_well_formed_whatever_is_written_in_them(items: list[Bar], title: str) -> None:
    drawing = read(bars(items, title, title))

    assert len(drawing.findall(f"{SVG}rect")) == len(items)
    assert drawing.get("role") == "img"
    assert drawing.findtext(f"{SVG}title") == title
    assert all(float(bar.get("width", "0")) > 0 for bar in drawing.findall(f"{SVG}rect"))


@given(
    drawn=st.lists(
        st.builds(Line, _WORDS, st.lists(st.one_of(st.none(), _NUMBERS), min_size=5, max_size=5)),
        min_size=1,
        max_size=4,
    )
)
def test_lines_are_well_formed_with_and_without_holes(drawn: list[Line]) -> None:
    drawing = read(lines(list("abcde"), drawn, "Titre", "Ce que c’est", said))

    assert "nan" not in ET.tostring(drawing, encoding="unicode")
    assert len(drawing.findall(f"{SVG}path[@class='line']")) == (len(drawn) * 2 if len(drawn) > 1 else 1)


def test_bars_grow_with_their_values_from_zero() -> None:
    drawing = read(bars([Bar("a", 10, "10"), Bar("b", 5, "5")], "T", "D"))
    first, second = (float(bar.get("width", "0")) for bar in drawing.findall(f"{SVG}rect"))

    assert first == pytest.approx(second * 2, abs=0.2)


def test_what_is_below_zero_goes_the_other_way() -> None:
    drawing = read(bars([Bar("a", 10, "10"), Bar("b", -10, "-10")], "T", "D"))
    first, second = drawing.findall(f"{SVG}rect")

    assert float(second.get("x", "0")) + float(second.get("width", "0")) == pytest.approx(
        float(first.get("x", "0")), abs=0.2
    )


def test_lines_are_told_apart_without_colour() -> None:
    svg = lines(["1", "2"], [Line("a", [1, 2]), Line("b", [2, 1])], "T", "D", said)

    assert svg.count("stroke-dasharray") == 2  # the second line, there and in the legend


def test_a_long_name_is_cut_and_never_runs_over_its_bar() -> None:
    drawing = read(bars([Bar("x" * 300, 1, "1")], "T", "D"))
    name = drawing.findtext(f"{SVG}text") or ""

    assert len(name) < 40
    assert name.endswith("…")


def test_dots_outside_the_frame_are_left_out_and_hundreds_weigh_little() -> None:
    frame = Frame(0, 0, 100, 100)
    svg = dots(
        [Dot(x % 100, x % 97) for x in range(600)] + [Dot(500, 500)], ["M0 0h100v100z"], frame, "T", "D"
    )

    assert svg.count("h0") == 600
    assert len(svg) < 12_000
    assert len(read(svg).findall(f"{SVG}path")) == 1


def test_no_style_and_no_script_is_in_a_drawing() -> None:
    svg = bars([Bar("<script>alert(1)</script>", 1, '"onload="x')], "<b>", "&")

    assert "<script" not in svg
    assert "style=" not in svg
    read(svg)
