"""What a description may weigh. The largest real ones met have 14 kB and 6 levels (2 500 files, 2026)."""

from __future__ import annotations

#: Bytes of a YAML file: read by a scanner in Python, some 100 kB a second.
YAML_BYTES = 256_000
#: Bytes of a TOML or JSON file.
BYTES = 1_000_000
#: Levels of lists and sections inside one another.
DEPTH = 24
#: Values once every alias is put in its place: a YAML bomb is a small file that becomes billions.
VALUES = 20_000
#: Characters of one value that a message or a field repeats.
SHOWN = 120
