# `make test` runs the tests, `make audit` the main job, `make check` all that CI checks.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
REF ?= meta-llama/Llama-3.1-8B-Instruct

.PHONY: audit test check format install index train evaluate

install: $(VENV)/.done
$(VENV)/.done: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

# Answers from the catalogue where no hub can be reached, and says so.
audit: install
	$(BIN)/licensecheck audit $(REF)

test: install
	$(BIN)/python -m pytest -n auto

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
