# Six verbs. `uv` is used where it is installed; otherwise it goes into .tools/ (system pip is refused on Debian, PEP 668).
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen --all-extras
DJANGO := TERREAU_DATA=$$(mktemp -d) $(RUN) python -m django
SETTINGS := --settings terreau.config.settings

.PHONY: setup demo test check docs bench

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check "uv>=0.5"

setup: $(filter .tools/%,$(UV)) ## everything the other verbs need
	$(UV) sync --frozen --all-extras --quiet --compile-bytecode

demo: setup ## a real territory, ready to open in a browser: make demo ARGS="--territory Rennes"
	$(RUN) terreau demo $(ARGS)

test: setup ## the whole suite, on SQLite, skipping what this machine lacks in one clear sentence each
	$(RUN) pytest -rs $(ARGS)

check: setup ## rules of the house: lint, types, imports, migrations, translations, docs
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) lint-imports
	$(DJANGO) makemigrations --check --dry-run $(SETTINGS)
	$(RUN) python scripts/messages.py --check
	$(RUN) python scripts/write_docs.py --check

docs: setup ## what is printed from the code into the docs
	$(RUN) python scripts/write_docs.py

bench: setup ## the figures of bench/README.md
	$(RUN) --group bench python -m bench $(ARGS)
