"""A badge as a PDF: one page to print and keep, with the signed file attached to it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from terreau.foundation.markdown import plain
from terreau.recognition.queries import files
from terreau.recognition.queries.page import state_of

if TYPE_CHECKING:
    from fpdf import FPDF

    from terreau.recognition.models import Award

#: Millimetres.
_WIDE, _PICTURE, _CODE, _SMALL = 170, 52, 38, 26
#: Where letters end, and arrows, boxes and emoji begin.
_DRAWINGS = "\u2190"
#: Characters of the criteria on the page; the whole text is in the attached file.
_LONGEST = 1_200


def as_pdf(award: Award, token: str = "") -> bytes:
    """One A4 page; the credential is attached as a file, so that the paper's original verifies by itself.

    `token`, when there is one, stands on the paper as a large code, and the link as a small one beside.
    """
    pdf = _blank(award)
    content = award.version.content
    pdf.image(io.BytesIO(bytes(award.version.picture.png)), x=(210 - _PICTURE) / 2, y=22, w=_PICTURE)
    pdf.set_y(80)
    _line(pdf, content["name"], 26, bold=True)
    if award.public_name:
        _line(pdf, _("donné à %(name)s") % {"name": award.public_name}, 15)
    _line(pdf, _("par %(issuer)s, le %(day)s") % {"issuer": award.issuer.said_name, "day": _day(award)}, 13)
    pdf.ln(6)
    _part(pdf, _("Ce qu’il reconnaît"), content["description"])
    _part(pdf, _("À quelles conditions"), plain(content["criteria"])[:_LONGEST])
    if award.narrative:
        _part(pdf, _("Ce qui a été fait"), award.narrative)
    _foot(pdf, award, token)
    return bytes(pdf.output())


def _blank(award: Award) -> FPDF:
    import font_lato
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    folder = Path(font_lato.font_directory)
    pdf.add_font("lato", "", folder / "Lato-Regular.ttf")
    pdf.add_font("lato", "B", folder / "Lato-Bold.ttf")
    pdf.set_margin(20)
    pdf.set_auto_page_break(auto=True, margin=20)
    pdf.set_lang(award.version.content.get("language", "fr"))
    pdf.set_title(award.version.name)
    pdf.set_author(award.issuer.said_name)
    pdf.set_creation_date(award.given_at)
    pdf.embed_file(
        bytes=files.as_json(award),
        basename=files.file_name(award, "json"),
        desc=_("Le badge signé"),
        mime_type="application/json",
        compress=True,
    )
    pdf.add_page()
    return pdf


def _line(pdf: FPDF, said: str, size: int, *, bold: bool = False) -> None:
    pdf.set_font("lato", "B" if bold else "", size)
    pdf.multi_cell(_WIDE, size * 0.5, _printable(said), align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2)


def _part(pdf: FPDF, title: str, said: str) -> None:
    pdf.set_font("lato", "B", 11)
    pdf.multi_cell(_WIDE, 6, title, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("lato", "", 11)
    pdf.multi_cell(_WIDE, 5.6, _printable(said), new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)


def _foot(pdf: FPDF, award: Award, token: str) -> None:
    high = files.TOKEN_MM if token else _CODE
    if pdf.get_y() > 297 - 20 - high - 4:
        pdf.add_page()
    top = max(pdf.get_y() + 4, 297 - 20 - high - 4)
    pdf.set_auto_page_break(auto=False)
    url = settings.ADDRESS + award.get_absolute_url()
    if not token:
        pdf.image(io.BytesIO(files.qr_png(url)), x=20, y=top, w=_CODE)
        _beside(pdf, _CODE, top + 3, [*_link(url), _attached(award)])
        return
    pdf.image(io.BytesIO(files.token_png(token)), x=20, y=top, w=high)
    on_paper = _(
        "Le grand dessin contient l’essentiel du badge et sa signature : il se vérifie sans réseau, "
        "sur une page « Vérifier un badge » ou par la commande « terreau badge verify »."
    )
    _beside(pdf, high, top + 3, [on_paper, _attached(award)])
    low = top + high - _SMALL
    pdf.image(io.BytesIO(files.qr_png(url)), x=20 + high + 5, y=low, w=_SMALL)
    _beside(pdf, high + 5 + _SMALL, low + 2, _link(url))


def _beside(pdf: FPDF, left: float, top: float, said: list[str]) -> None:
    pdf.set_xy(20 + left + 5, top)
    pdf.set_font("lato", "", 9.5)
    pdf.multi_cell(_WIDE - left - 5, 5, _printable("\n".join(said)), align="L")


def _link(url: str) -> list[str]:
    return [_("Visez ce dessin avec un téléphone pour voir ce badge et le vérifier, ou recopiez :"), url]


def _attached(award: Award) -> str:
    said = _("Le badge signé est attaché à ce fichier PDF. État le %(day)s : %(state)s.")
    return said % {"day": date_format(timezone.localdate(), "DATE_FORMAT"), "state": state_of(award).word}


def _day(award: Award) -> str:
    return date_format(timezone.localdate(award.given_at), "DATE_FORMAT")


def _printable(said: str) -> str:
    """Letters that the font draws; the others would be empty boxes."""
    narrow = said.replace("\u202f", "\xa0")
    return "".join(letter if letter < _DRAWINGS or letter == "\n" else "□" for letter in narrow).replace(
        "□", "?"
    )
