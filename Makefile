# make serve    install, check and build the content, serve the site (HOST and PORT can be set)
# make test     install what the tests need, and run them all
# make test-whoosh  the search tests on Whoosh 2.7.4 instead of Whoosh-Reloaded, so that we could go back to it
# make check    what must pass before a commit: style, types, the floors, tests
# make mutants  how many wrong rules the scenarios would notice
# make relevance  how well the search finds what people mean
# make bench    speed and size, written to docs/benchmarks.md (QUICK=--quick for a look, QUICK=--large for 100,000 offers in the search)
# make lock     choose the newest versions of all dependencies, and write them down with their hashes
SHELL := /bin/bash
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 5000
BIN := .venv/bin
WHOOSH := .venv/whoosh-2.7.4
COMPILE := .venv-lock/bin/pip-compile --quiet --upgrade --generate-hashes --no-header --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links
export HOST PORT

.PHONY: serve build check-content test test-whoosh check lint bench mutants relevance lock clean help

help:
	@sed -n 's/^# //p' Makefile

$(BIN)/python:
	$(PYTHON) -m venv .venv

.venv/.run: requirements.txt setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/.test: requirements-test.txt .venv/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements-test.txt
	@touch $@

build: .venv/.run
	$(BIN)/kinship-offer build

check-content: .venv/.run
	$(BIN)/kinship-offer check

serve: .venv/.run
	@$(BIN)/kinship-offer build || echo "Serving the last good build, if there is one."
	$(BIN)/kinship-offer serve

test: .venv/.test
	@command -v chromium >/dev/null || echo "Chromium is missing: the browser tests are skipped. To run them: apt-get install chromium fonts-noto-core"
	$(BIN)/python -m pytest -n 2

$(WHOOSH): requirements-whoosh.txt .venv/.test
	rm -rf $@
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --no-deps --require-hashes \
		--target $@ -r requirements-whoosh.txt
	@touch $@

test-whoosh: $(WHOOSH)
	WHOOSH=2.7.4 PYTHONPATH=$(WHOOSH) $(BIN)/python -m pytest tests/test_search_engine.py tests/test_whoosh_traps.py

lint: .venv/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

mutants: .venv/.test
	$(BIN)/python -m tests.mutants

relevance: .venv/.test
	$(BIN)/python -m tests.relevance_run

bench: .venv/.test
	$(BIN)/python -m bench $(QUICK)

lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet pip-tools
	$(COMPILE) --output-file requirements.txt setup.cfg
	$(COMPILE) --extra test --constraint requirements.txt --output-file requirements-test.txt setup.cfg
	rm -rf .venv-lock

clean:
	rm -rf .venv .venv-lock builds .mypy_cache .ruff_cache .pytest_cache
