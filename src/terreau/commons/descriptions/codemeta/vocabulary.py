"""Terms of CodeMeta 3.0, which has all those of 2.0: https://codemeta.github.io/terms/."""

from __future__ import annotations

import re

#: Addresses of contexts, and the version that each one means.
CONTEXTS = (
    re.compile(
        r"https?://(dx\.)?doi\.org/(doi:)?10\.5063/schema/codemeta-(?P<version>[\d.]+?)/?", re.IGNORECASE
    ),
    re.compile(r"https?://w3id\.org/codemeta/v?(?P<version>[\d.]+?)/?"),
    re.compile(
        r"https?://raw\.githubusercontent\.com/codemeta/codemeta/(?P<version>[\d.]+)(-rc\d+)?/codemeta\.jsonld"
    ),
    re.compile(r"https?://purl\.org/codemeta/(?P<version>[\d.]+)"),
)
#: The context as it is today on the project's main branch: no version.
MOVING = re.compile(
    r"https?://(raw\.githubusercontent\.com/[\w-]+/codemeta/[\w-]+/codemeta\.jsonld|w3id\.org/codemeta/?|doi\.org/10\.5063/schema/codemeta/?)"
)
SCHEMA_ORG = re.compile(r"https?://(www\.)?schema\.org/?(docs/jsonldcontext\.json(ld)?)?")
VERSIONS = ("1.0", "2.0", "3.0", "3.1")

SOFTWARE = frozenset(
    """
    SoftwareSourceCode SoftwareApplication MobileApplication WebApplication VideoGame RuntimePlatform
    """.split()
)
OLD_SOFTWARE = frozenset(["Code"])  # schema.org before 2015

TEXTS = frozenset(
    "name description version softwareVersion runtimePlatform releaseNotes processorRequirements".split()
)
ADDRESSES = frozenset(
    """
    codeRepository url downloadUrl installUrl issueTracker buildInstructions contIntegration continuousIntegration
    readme relatedLink sameAs license
    """.split()
)
DATES = frozenset(
    "dateCreated dateModified datePublished embargoDate embargoEndDate startDate endDate".split()
)
AGENTS = frozenset(
    "author contributor maintainer copyrightHolder editor producer publisher funder sponsor provider".split()
)
OTHERS = frozenset(
    """
    applicationCategory applicationSubCategory identifier keywords programmingLanguage operatingSystem
    softwareRequirements softwareSuggestions softwareHelp supportingData targetProduct fileFormat fileSize
    memoryRequirements storageRequirements permissions encoding hasPart isPartOf position copyrightYear
    isAccessibleForFree developmentStatus funding referencePublication reviewAspect reviewBody review citation
    isSourceCodeOf hasSourceCode role roleName affiliation address email familyName givenName workExample
    featureList availableOnDevice countriesSupported subjectOf about audience thumbnailUrl image logo screenshot
    creator
    """.split()
)
KNOWN = TEXTS | ADDRESSES | DATES | AGENTS | OTHERS
#: https://www.repostatus.org
STATUSES = frozenset("abandoned active concept inactive moved suspended unsupported wip".split())
