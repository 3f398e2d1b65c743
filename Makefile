# Two commands do all the set-up: `make draft` and `make test`. Everything lands in .venv; nothing else is touched.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps

.PHONY: help draft test lint bench reference screenshots clean

help:
	@echo "make draft   install into $(VENV) and draft the sample articles"
	@echo "make test    run the tests"
	@echo "make lint    run ruff, mypy and import-linter"
	@echo "make bench   run the benchmarks; they look for data in TRANSLATE_DESK_DATA (../shared)"
	@echo "make reference     make docs/reference anew from the code"
	@echo "make screenshots   take the pictures of docs/review.md anew; needs Chromium"
	@echo "make clean   remove $(VENV) and what make draft wrote"

draft: $(VENV)/.installed
	$(BIN)/translate draft --update articles/*.md articles/*.txt

test: $(VENV)/.tests-installed
	$(BIN)/python -m pytest

lint: $(VENV)/.lint-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.bench-installed
	for figure in segmentation engine matching names terms catalogue update histories memory checks \
		drafting stages growth flatness cluster plot; do \
		echo "\n# $$figure\n"; $(BIN)/python benchmarks/$$figure.py || exit 1; done

reference: $(VENV)/.tests-installed
	$(BIN)/python -m tests.docs.reference

screenshots: $(VENV)/.tests-installed
	$(BIN)/python -m tests.review.pictures

clean:
	rm -rf $(VENV) locales/en published .translate

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: run make PYTHON=python3.12, say."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.lock
	$(PIP) --editable .
	@touch $@

$(VENV)/.tests-installed: $(VENV)/.installed requirements-test.lock
	$(PIP) -r requirements-test.lock
	@touch $@

$(VENV)/.lint-installed: $(VENV)/.tests-installed requirements-lint.lock
	$(PIP) -r requirements-lint.lock
	@touch $@

$(VENV)/.bench-installed: $(VENV)/.installed requirements-bench.lock
	$(PIP) -r requirements-bench.lock
	@touch $@
