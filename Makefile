# `make test` runs the tests, `make audit` the main job, `make check` all that CI checks, `make docs` writes pages.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
REF ?= meta-llama/Llama-3.1-8B-Instruct

.PHONY: audit test check docs format install index train evaluate evaluate-openness reliability

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
# Licence texts for the tests of corpus and facts, which are skipped and say so where PyPI cannot be reached.
	-$(BIN)/python -m corpus.texts
	SCANCODE_WHEEL=$$(ls .cache/corpus/scancode_toolkit_mini-*.whl 2>/dev/null) $(BIN)/python -m pytest -n auto

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The pages that say what rule files and code say.
docs: install
	$(BIN)/python -m docs.generate

# Programs of the corpus: see corpus/README.md for what they need and how long they take.
$(VENV)/.train: $(VENV)/.done
	$(BIN)/python -m pip install --quiet --group train
	touch $@

index: install
	$(BIN)/python -m corpus.index.build

train: $(VENV)/.train
	mkdir -p .cache/corpus
	$(BIN)/python -m corpus.train --seed 1 --epochs 5 --out .cache/corpus/first.npz
	$(BIN)/python -m corpus.train --seed 2 --epochs 5 --teacher .cache/corpus/first.npz \
		--out .cache/corpus/second.npz
	$(BIN)/python -m corpus.average .cache/corpus/first.npz .cache/corpus/second.npz \
		--out .cache/corpus/model.npz
	$(BIN)/python -m corpus.release .cache/corpus/model.npz

evaluate: $(VENV)/.train
	$(BIN)/python -m corpus.evaluate --baselines
	$(BIN)/python -m corpus.evaluate_verdicts

evaluate-openness: install
	$(BIN)/python -m corpus.evaluate_openness

reliability: install
	$(BIN)/python -m tests.hubs.reliability > docs/reliability.md
