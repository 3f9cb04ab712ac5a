"""Descriptions of commons in the standards of their kind: publiccode.yml, Open Know-How, CodeMeta.

A library of its own: it knows neither Django nor the rest of Terreau, and asks nothing of the web. Who knows
licences is given by the caller.

    description = read(data, licences, name="publiccode.yml")
    print(description.valid, description.licence.spdx, description.fields["name"])
    for problem in description.problems:
        print(problem.key, problem.level, problem.message)
"""

from terreau.commons.descriptions.description import Description, Kind, Licences, LicenceSaid, Understood
from terreau.commons.descriptions.problems import Problem
from terreau.commons.descriptions.reading import read, read_file, recognise
from terreau.commons.descriptions.refusals import TooLarge, Unreadable

__all__ = [
    "Description",
    "Kind",
    "LicenceSaid",
    "Licences",
    "Problem",
    "TooLarge",
    "Understood",
    "Unreadable",
    "read",
    "read_file",
    "recognise",
]
