"""What `terreau table` answers: one JSON object, or words."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from terreau.catalogue import table_text
from terreau.catalogue.tables import fault_data

if TYPE_CHECKING:
    from terreau.catalogue.tables import Refusal, Report

FINE, REFUSED, UNREADABLE = 0, 1, 2


class Printer:
    """One JSON object, written as it goes so that a million cells are never held; or plain text."""

    def __init__(self, form: str, verb: str, lang: str) -> None:
        self._json = form == "json"
        self._verb, self._lang = verb, lang
        self._first = True
        if self._json:
            sys.stdout.write('{"files": [')

    def entry(self, data: dict[str, Any], cells: Report | None = None, limit: int | None = None) -> None:
        if not self._json:
            table_text.write(self._verb, data, cells, limit, sys.stdout, self._lang)
            return
        sys.stdout.write("" if self._first else ", ")
        self._first = False
        if cells is None:
            json.dump(data, sys.stdout, ensure_ascii=False)
            return
        sys.stdout.write(json.dumps(data, ensure_ascii=False)[:-1] + ', "cells": [')
        written = 0
        for fault in cells.faults(limit):
            said = json.dumps(fault_data(fault, self._lang), ensure_ascii=False)
            sys.stdout.write((", " if written else "") + said)
            written += 1
        sys.stdout.write(f'], "truncated": {json.dumps(written < cells.total)}}}')

    def close(self, summary: dict[str, int]) -> None:
        if self._json:
            sys.stdout.write(f'], "summary": {json.dumps(summary)}}}\n')


def summary_of(entries: list[dict[str, Any]]) -> dict[str, int]:
    codes = [one["code"] for one in entries]
    return {
        "files": len(codes),
        "fine": codes.count(FINE),
        "refused": codes.count(REFUSED),
        "unreadable": codes.count(UNREADABLE),
    }


def error_of(refusal: Refusal, lang: str) -> dict[str, str]:
    return {
        "code": refusal.code,
        "title": refusal.titled(lang),
        "message": refusal.said(lang),
        "remedy": refusal.advice(lang),
    }
