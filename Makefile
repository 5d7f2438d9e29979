# Dumpling Desk: `make help` lists what can be made.
# Needs Python 3.11 or later, pip and make; everything else is installed into .venv.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
SAMPLE_DIR := var/sample
SAMPLE_DATABASE := sqlite:///$(SAMPLE_DIR)/desk.sqlite3
SAMPLE_ISSUE := dumpling-alliance
NODE_MJML := var/node/node_modules/mjml/package.json

.DEFAULT_GOAL := help
.PHONY: help setup send test check desk bench lock clean

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(RUNTIME): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dumpling Desk needs Python 3.11 or later; $(PYTHON) is older. Say which to use: make PYTHON=python3.12"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv --without-pip $(VENV)
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || \
	  { echo "pip is missing for $(PYTHON). On Debian or Ubuntu: apt install python3-pip"; exit 1; }
	$(PYTHON) -m pip --python $(PY) --disable-pip-version-check install --quiet --require-hashes -r requirements.lock
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	$(PYTHON) -m pip --python $(PY) --disable-pip-version-check install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(RUNTIME) ## Install what running needs into .venv, and prepare the database.
	$(PY) -m workflow migrate --verbosity 0

send: $(RUNTIME) ## Send the sample issue to var/outbox, from a fresh sample database.
	@rm -rf $(SAMPLE_DIR) var/outbox && mkdir -p $(SAMPLE_DIR)
	@$(MAKE) --no-print-directory sample
	DATABASE_URL=$(SAMPLE_DATABASE) $(PY) send.py $(SAMPLE_ISSUE) --transport outbox --out var/outbox --yes

.PHONY: sample
sample: $(RUNTIME)
	@DATABASE_URL=$(SAMPLE_DATABASE) $(PY) -m workflow migrate --verbosity 0
	@DATABASE_URL=$(SAMPLE_DATABASE) $(PY) -m workflow load
	@DATABASE_URL=$(SAMPLE_DATABASE) $(PY) -m workflow add_readers issues/sample-readers.csv

test: $(DEV) ## Run the tests (on DATABASE_URL, or on SQLite).
	$(PY) -m pytest -q -n auto --dist loadfile

check: $(DEV) ## Lint, types, floors, templates and tests: everything that must be clean.
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djade --check --target-version 5.2 $$(find templates -name '*.html')
	$(PY) -m workflow makemigrations --check --dry-run --verbosity 1
	$(PY) -m pytest -q -n auto --dist loadfile

desk: $(RUNTIME) ## Serve the desk and the newsstand on this machine, with the sample issues.
	@test -e $(SAMPLE_DIR)/desk.sqlite3 || { mkdir -p $(SAMPLE_DIR) && $(MAKE) --no-print-directory sample; }
	@echo 'The desk: http://localhost:8000/desk/    The newsstand: http://localhost:8000/    (Ctrl-C ends it)'
	@DATABASE_URL=$(SAMPLE_DATABASE) $(PY) -m workflow runserver --insecure localhost:8000

$(NODE_MJML):
	@if command -v npm >/dev/null 2>&1; then mkdir -p var/node && npm install --silent --no-audit --no-fund --prefix var/node mjml@4 >/dev/null; fi || true

bench: $(DEV) $(NODE_MJML) ## Measure speed and memory beside peers; figures go to var/benchmarks.
	$(PY) -m benchmarks

lock: ## Renew the lock files (needs uv).
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean: ## Remove the environment and everything made locally.
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
