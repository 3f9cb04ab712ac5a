"""How often one person does what others have to look at, whatever the door."""

from __future__ import annotations

#: A steward reads each of them.
DECLARATIONS = "20/h"
