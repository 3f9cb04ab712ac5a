"""Descriptions of commons in the standards of their kind: publiccode.yml, Open Know-How, CodeMeta.

A library of its own: it knows neither Django nor the rest of Terreau, and asks nothing of the web. Who knows
licences is given by the caller.

    description = read(data, licences, name="publiccode.yml")
    print(description.valid, description.licence.spdx, description.fields["name"])
    for problem in description.problems:
        print(problem.key, problem.level, problem.message)
    print(write_publiccode(sheet_of(description)).text)
"""

from terreau.commons.descriptions.description import Description, Kind, Licences, LicenceSaid, Understood
from terreau.commons.descriptions.into_sheet import sheet_of
from terreau.commons.descriptions.problems import Problem
from terreau.commons.descriptions.reading import read, read_file, recognise
from terreau.commons.descriptions.refusals import TooLarge, Unreadable
from terreau.commons.descriptions.sheet import Agent, Sheet, Status
from terreau.commons.descriptions.writing import Written, write_codemeta, write_okh, write_publiccode

__all__ = [
    "Agent",
    "Description",
    "Kind",
    "LicenceSaid",
    "Licences",
    "Problem",
    "Sheet",
    "Status",
    "TooLarge",
    "Understood",
    "Unreadable",
    "Written",
    "read",
    "read_file",
    "recognise",
    "sheet_of",
    "write_codemeta",
    "write_okh",
    "write_publiccode",
]
