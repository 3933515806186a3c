# Everything a machine with Python 3.11+, make and PyPI needs. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
BROWSER_PACKAGES := chromium fonts-noto-color-emoji
# What pip needs to know is that the lock is complete: nothing but the locked files, each with its hash.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
LINK := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --allow-unsafe --no-header

.PHONY: help setup demo run test check browser bench reliability simulate lock clean

help: ## what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

$(VENV)/run.ready: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) -r requirements.txt
	$(LINK)
	touch $@

$(VENV)/work.ready: requirements-dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) -r requirements-dev.txt
	$(LINK)
	touch $(VENV)/run.ready $@

setup: $(VENV)/work.ready ## make .venv with all that running and working on it takes

demo: $(VENV)/run.ready ## the whole thing on this machine, with phones in the browser (PORT=8080)
	$(BIN)/python -m bot demo --port $(PORT)

run: $(VENV)/run.ready ## the bot with the token of config.toml
	$(BIN)/python -m bot run

test: $(VENV)/work.ready ## all tests but the browser's
	$(BIN)/python -m pytest -n 2 -q

check: $(VENV)/work.ready ## style, types and the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: $(VENV)/work.ready ## plays the phones page in the system's Chromium
	command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq $(BROWSER_PACKAGES))
	$(BIN)/python -m pytest -q -m browser tests/browser

bench: $(VENV)/work.ready ## speeds, as ratios in one run
	$(BIN)/python -m benchmarks

reliability: $(VENV)/work.ready ## the promises, kill by kill; keeps the table in docs/reliability.md
	$(BIN)/python -m tests.reliability.matrix --write
	$(BIN)/python -m pytest -q tests/reliability

simulate: $(VENV)/run.ready ## six months of a programme in fast time
	$(BIN)/python -m bot simulate --months 6

lock: $(VENV)/work.ready ## lock the requirements anew; the run's lock holds the same versions as the work's
	$(LOCK) --upgrade -o requirements-dev.txt requirements-dev.in
	grep -E '^[a-z0-9._-]+==' requirements-dev.txt | sed 's/ .*//' > $(VENV)/constraints.txt
	$(LOCK) --constraint $(VENV)/constraints.txt -o requirements.txt requirements.in
	sed -i '/-c .*constraints.txt/d' requirements.txt

clean: ## forget what was built and played (not config.toml)
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
