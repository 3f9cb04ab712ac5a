"""Identifiers of the SPDX list (3.28, 2026) that license-expression does not know yet, and what they are.

To be emptied as the library catches up: a test says when an entry is of no more use.
"""

from __future__ import annotations

#: Identifier, category as ScanCode names it ("" where we did not read the licence: open is then unknown).
RECENT = {
    "Advanced-Cryptics-Dictionary": "",
    "ALGLIB-Documentation": "",
    "atc-game": "",
    "BOLA-1.1": "",
    "Brian-Gladman-3-Clause-no-conversion": "Permissive",
    "BSD-2-Clause-pos-unchanged": "Permissive",
    "BSD-3-Clause-OpenWebUI": "",
    "BSD-3-Clause-Tso": "Permissive",
    "BSD-ask-to-endorse": "Permissive",
    "BSD-Mark-Modifications": "Permissive",
    "BSD-Source-alt-GPL": "Permissive",
    "BSD-Source-Code-no-disclaimer": "Permissive",
    "Buddy": "",
    "Bugroff": "",
    "CAPEC-tou": "",
    "CC-BY-NC-3.0-IGO": "Source-available",
    "ESA-PL-permissive-2.4": "Permissive",
    "ESA-PL-strong-copyleft-2.4": "Copyleft",
    "ESA-PL-weak-copyleft-2.4": "Copyleft Limited",
    "FDK-MPEG-H": "",
    "Hippocratic-3.0-core": "Source-available",
    "HPND-sell-variant-critical-systems": "",
    "HPND-SMC": "Permissive",
    "hyphen-bulgarian": "",
    "Informatica": "",
    "ISO-permission": "",
    "MIT-STK": "Permissive",
    "MMPL-1.0.1": "",
    "MVT-1.1": "",
    "NIST-PD-TNT": "Public Domain",
    "OpenMDW-1.0": "Permissive",
    "OSC-1.0": "",
    "OSSP": "Permissive",
    "ParaType-Free-Font-1.3": "",
    "SGMLUG-PM": "",
    "TekHVC": "",
    "UnRAR": "Proprietary Free",
    "Vixie-Cron": "",
    "WordNet": "Permissive",
    "WTFNMFPL": "Permissive",
    "X11-no-permit-persons": "Permissive",
}
#: Deprecated identifiers that stood for a licence with an exception: the list itself gives the expression.
DEPRECATED = {
    "GPL-2.0-with-autoconf-exception": "GPL-2.0-only WITH Autoconf-exception-2.0",
    "GPL-2.0-with-bison-exception": "GPL-2.0-only WITH Bison-exception-2.2",
    "GPL-2.0-with-classpath-exception": "GPL-2.0-only WITH Classpath-exception-2.0",
    "GPL-2.0-with-font-exception": "GPL-2.0-only WITH Font-exception-2.0",
    "GPL-2.0-with-GCC-exception": "GPL-2.0-only WITH GCC-exception-2.0",
    "GPL-3.0-with-autoconf-exception": "GPL-3.0-only WITH Autoconf-exception-3.0",
    "GPL-3.0-with-GCC-exception": "GPL-3.0-only WITH GCC-exception-3.1",
    "eCos-2.0": "GPL-2.0-or-later WITH eCos-exception-2.0",
    # Not deprecated, but an exception for the library; the licence itself is MPL 2.0 with a notice.
    "MPL-2.0-no-copyleft-exception": "MPL-2.0",
    "Net-SNMP": "BSD-3-Clause AND MIT-CMU",
}
#: Words that the library takes for identifiers and SPDX does not.
NOT_IDENTIFIERS = frozenset(
    {"gpl", "bsd-2", "gpl 2.0", "gpl 2.0+", "assembly-exception", "verbatim-man-pages"}
)
