"""Tables as authorities write them: read, describe, check, recognise, repair and compare.

A library of its own: it knows neither Django nor the rest of Terreau. Every function takes a `Workspace`, a
place where a
file of any size is worked on in bounded memory:

    with Workspace() as workspace:
        report = check("bornes.csv", load_schema("schema.json"), workspace)
        print(report.valid, report.total)
        for fault in report.faults(limit=10):
            print(fault.row, fault.field, fault.message, fault.remedy)
"""

from __future__ import annotations

from terreau.catalogue.tables.checking.finding import SIGNS, Finding, Sign
from terreau.catalogue.tables.checking.ledger import Count, Fault
from terreau.catalogue.tables.checking.references import reference_keys
from terreau.catalogue.tables.checking.report import Report, fault_data
from terreau.catalogue.tables.checking.run import broken_schema_report, check
from terreau.catalogue.tables.comparing import Difference, compare
from terreau.catalogue.tables.knowing.describe import describe
from terreau.catalogue.tables.knowing.recognise import Candidate, recognise
from terreau.catalogue.tables.mending.conversions import CONVERSION_NAMES
from terreau.catalogue.tables.mending.mended import Mended
from terreau.catalogue.tables.plausible.findings import Context, plausible
from terreau.catalogue.tables.reading.csv_rows import csv_rows
from terreau.catalogue.tables.reading.options import Options
from terreau.catalogue.tables.reading.workspace import Workspace
from terreau.catalogue.tables.refusals import Refusal, SchemaBroken
from terreau.catalogue.tables.repairing import Repair, repair
from terreau.catalogue.tables.rules import RULES, Rule
from terreau.catalogue.tables.schema.load import load_schema, read_descriptor
from terreau.catalogue.tables.schema.model import Field, Schema
from terreau.catalogue.tables.schema.naming import Shelf, schemas_in
from terreau.catalogue.tables.schema.of_features import table_schema_of

__all__ = [
    "CONVERSION_NAMES",
    "RULES",
    "SIGNS",
    "Candidate",
    "Context",
    "Count",
    "Difference",
    "Fault",
    "Field",
    "Finding",
    "Mended",
    "Options",
    "Refusal",
    "Repair",
    "Report",
    "Rule",
    "Schema",
    "SchemaBroken",
    "Shelf",
    "Sign",
    "Workspace",
    "broken_schema_report",
    "check",
    "compare",
    "csv_rows",
    "describe",
    "fault_data",
    "load_schema",
    "plausible",
    "read_descriptor",
    "recognise",
    "reference_keys",
    "repair",
    "schemas_in",
    "table_schema_of",
]
