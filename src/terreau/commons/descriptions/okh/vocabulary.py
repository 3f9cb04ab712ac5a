"""Keys and closed lists of OKH-LOSH 1.0.

Where the published schema and the project's own template differ (mass as a number or as value and unit,
dimensions as three numbers or as an OpenSCAD solid, one standard or a list), both shapes are the standard's.
"""

from __future__ import annotations

VERSION = "OKH-LOSHv1.0"
REQUIRED = ("okhv", "name", "repo", "version", "license", "licensor", "function")
#: https://w3id.org/oseg/ont/otrl
TECHNOLOGY = tuple(f"OTRL-{level}" for level in range(1, 7))
DOCUMENTATION = ("ODRL-1", "ODRL-2", "ODRL-3", "ODRL-3*", "ODRL-4")
PROCESSES = ("FDM", "SLA", "SLS", "MJF", "DMLS")

#: A path in the repository or an address, one or several.
FILES = frozenset(
    """
    attestation auxiliary bom contribution-guide export image manufacturing-instructions publication readme release
    source user-manual
    """.split()
)
TEXTS = frozenset(
    """
    okhv name repo license function organization cpc-patent-class technology-readiness-level
    documentation-readiness-level material printing-process
    """.split()
)
#: One text, or several.
MANY = frozenset("licensor documentation-language tsdc standard-compliance".split())
SECTIONS = frozenset("mass outer-dimensions part software".split())
#: The fork keys are of version 1 of Open Know-How; nothing of today says the same.
OTHERS = frozenset(["version", "2d-size-mm", "component-sides", "forkOf", "derivative-of"])
#: Written by older tools, with the key of today.
OLD = {
    "documentationLanguage": "documentation-language",
    "documentationReadinessLevel": "documentation-readiness-level",
    "technologyReadinessLevel": "technology-readiness-level",
    "contributionGuide": "contribution-guide",
    "manufacturingInstructions": "manufacturing-instructions",
    "userManual": "user-manual",
    "standardCompliance": "standard-compliance",
    "cpcPatentClass": "cpc-patent-class",
    "outerDimensions": "outer-dimensions",
    "organisation": "organization",
    "Software": "software",
    "Part": "part",
    "licence": "license",
}
