from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terreau.foundation.markdown import DEEPEST, LONGEST, plain, render

HARMFUL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "![x](https://ailleurs.example/suivi.gif)",
    '<https://a.example/"onmouseover=alert(1)>',
    '[x](https://a.example "\\" onclick=\\"alert(1)")',
    "<style>body{display:none}</style>",
    "<iframe src=https://ailleurs.example></iframe>",
    "|a|b|\n|:-|-:|\n|c|d|",
    "[x]: javascript:alert(1)\n\n[x]",
    "<a href='javascript:alert(1)'>x</a>",
    "\x00<scr\x00ipt>alert(1)</script>",
    "&#x6A;avascript:alert(1) [x](&#x6A;avascript:alert(1))",
]
ALLOWED = {
    "a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


#: Without a scheme (RFC 3986, 3.1: a letter, then letters, digits, + - .) it is an address of ours.
SAFE = re.compile(r"(https?:|mailto:|tel:|(?![A-Za-z][\w+.-]*:))")


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.problems.append(tag)
        for name, value in attrs:
            if name not in {"href", "title", "rel", "start", "scope"}:
                self.problems.append(f"{tag} {name}")
            if name == "href" and not SAFE.match(value or ""):
                self.problems.append(f"{tag} {name}={value}")


def problems_of(html: str) -> list[str]:
    seen = Seen()
    seen.feed(html)
    return seen.problems


@pytest.mark.parametrize("text", HARMFUL)
def test_nothing_harmful_passes(text: str) -> None:
    assert problems_of(render(text)) == []


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*HARMFUL, "# ", "> ", "- ", "\n", "`", "*", "[", "](", ")", "|", "<", "é"]),
        max_size=40,
    )
)
def test_no_mixture_of_marks_and_harm_passes(parts: list[str]) -> None:
    text = "".join(parts)
    assert problems_of(render(text)) == []
    assert "\n" not in plain(text)


def test_headings_leave_the_one_h1_to_the_page_and_skip_no_level() -> None:
    assert re.findall(r"<(h\d)", render("# Un\n\n#### Deux\n\n# Trois")) == ["h2", "h3", "h2"]
    assert re.findall(r"<(h\d)", render("### Un", level=3)) == ["h3"]
    assert re.findall(r"<(h\d)", render("# a\n\n## b\n\n### c\n\n#### d", level=5)) == [
        "h5",
        "h6",
        "h6",
        "h6",
    ]


def test_a_picture_becomes_a_link_so_that_no_page_calls_a_third_party() -> None:
    html = render("![la place](https://ailleurs.example/p.jpg)")
    assert "<img" not in html
    assert '<a href="https://ailleurs.example/p.jpg"' in html
    assert "la place</a>" in html


def test_a_picture_inside_a_link_does_not_nest_links() -> None:
    assert render("[![la place](https://a.example/p.jpg)](https://b.example/)").count("<a ") == 1


def test_a_bare_address_becomes_a_link_without_the_full_stop_that_follows() -> None:
    html = render("Voir https://www.ademe.fr/page_1, puis (https://b.example).")
    assert 'href="https://www.ademe.fr/page_1"' in html
    assert 'href="https://b.example"' in html
    assert html.count("<a ") == 2


def test_an_address_in_code_stays_code() -> None:
    assert "<a " not in render("`https://a.example`")


def test_links_say_that_the_page_does_not_vouch_for_them() -> None:
    assert 'rel="nofollow ugc noopener noreferrer"' in render("[x](https://a.example)")


def test_a_line_break_stays_a_line_break() -> None:
    assert "<br" in render("une ligne\nune autre")


def test_a_table_keeps_its_heads_and_carries_no_style() -> None:
    html = render("|a|b|\n|:-|-:|\n|c|d|")
    assert '<th scope="col">a</th>' in html
    assert "style" not in html


def test_plain_keeps_the_words_and_drops_the_marks() -> None:
    text = "# Trop *chaud*\n\n- dans la [cour](https://a.example)\n- ![banc](b.png) `code`\n\nfin"
    assert plain(text) == "Trop chaud dans la cour banc code fin"


@pytest.mark.parametrize(
    "text",
    [
        ">" * 5_000 + " fin",
        "".join("  " * depth + "- a\n" for depth in range(200)) + "fin",
        "- " * 5_000 + "fin",
    ],
    ids=["quotes", "indented lists", "lists on a line"],
)
def test_a_text_too_deep_is_shown_plain_and_nothing_vanishes(text: str) -> None:
    html = render(text)
    assert "fin" in html
    assert html.count("<blockquote>") + html.count("<ul>") <= DEEPEST
    assert "fin" in plain(text)


def test_a_text_too_long_is_shown_plain_and_whole() -> None:
    text = "*a* " * (LONGEST // 4) + "fin"
    html = render(text)
    assert "<em>" not in html
    assert html.endswith("fin</p>")


def test_a_table_padded_beyond_measure_is_shown_plain() -> None:
    text = "|" * 500 + "\n" + "|-" * 499 + "|\n" + "|a\n" * 1_000
    assert "<td" not in render(text)
