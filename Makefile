# Six verbs. `uv` is used where it is installed; otherwise it goes into .tools/ (system pip is refused on Debian, PEP 668).
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen --all-extras

.PHONY: setup demo test check docs bench .lint .format .types .imports .migrations .translations .docs

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check "uv>=0.5"

setup: $(filter .tools/%,$(UV)) ## everything the other verbs need
	$(UV) sync --frozen --all-extras --quiet --compile-bytecode
	@$(RUN) python -m compileall -q src # uv compiles what it installs, not what is edited in place: 2 s a command

demo: setup ## a real territory, ready to open in a browser: make demo ARGS="--territory Rennes"
	$(RUN) terreau demo $(ARGS)

test: setup ## the whole suite, on SQLite, skipping what this machine lacks in one clear sentence each
	$(RUN) pytest -rs $(ARGS)

check: setup ## rules of the house: lint, types, imports, migrations, translations, docs; all of them, whatever fails
	@$(MAKE) --no-print-directory --keep-going .lint .format .types .imports .migrations .translations .docs
.lint:
	$(RUN) ruff check .
.format:
	$(RUN) ruff format --check .
.types:
	$(RUN) mypy
.imports:
	$(RUN) lint-imports
.migrations:
	$(RUN) python -m django makemigrations --check --dry-run --settings terreau.config.settings_test
.translations:
	$(RUN) python scripts/messages.py --check
.docs:
	$(RUN) python scripts/write_docs.py --check

docs: setup ## what is printed from the code into the docs
	$(RUN) python scripts/write_docs.py

bench: setup ## the figures of bench/README.md
	$(RUN) --group bench python -m bench $(ARGS)
