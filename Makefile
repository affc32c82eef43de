# `make test` runs the tests, `make audit` the main job, `make check` all that CI checks, `make docs` writes pages.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# licensecheck: ignore the example that is audited, nobody runs it
REF ?= meta-llama/Llama-3.1-8B-Instruct

.PHONY: agreement audit test check docs pictures format install lock lowest dist index train evaluate evaluate-openness evaluate-attribution evaluate-score fuzz growth live mutants coverage reliability

# Exactly what requirements/dev.txt names, by its hashes; the build backend too, so nothing is fetched without one.
install: $(VENV)/.done
$(VENV)/.done: pyproject.toml requirements/dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	touch $@

# The newest releases that pyproject.toml allows, for Python 3.11 to 3.13 on Linux, macOS and Windows: requirements/dev.txt
# for development and CI, requirements/cpu.txt to run licensecheck without the 400 MB of GPU code. The bounds come from
# pyproject.toml alone, so delete a file first to renew all that is in it.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --upgrade \
	--custom-compile-command "make lock" --extra bom --extra documents pyproject.toml
lock: install
	$(LOCK) --group dev --output-file requirements/dev.txt
	$(LOCK) --override requirements/cpu.in --no-emit-package onnxruntime-gpu --output-file requirements/cpu.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --custom-compile-command "make lock" \
		--group build --constraint requirements/dev.txt --output-file requirements/build.txt

# The tests with the lowest releases that pyproject.toml allows; what these need is new, and warns of its old callers.
lowest: install
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .cache/lowest
	$(BIN)/uv pip install --quiet --python .cache/lowest --resolution lowest-direct --editable .[bom,documents]
	$(BIN)/uv pip install --quiet --python .cache/lowest $(TESTS_NEED)
	.cache/lowest/bin/python -m pytest -q -W ignore::DeprecationWarning --ignore tests/test_packaging.py --ignore tests/test_requirements.py
TESTS_NEED = pytest hypothesis jsonschema xmlschema pre-commit pip

# Wheel, source archive and bill of materials, with their checksums. The same commit gives the same bytes.
dist: install
	rm -rf dist
	umask 022 && SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m hatchling build
	$(BIN)/python -m requirements.sbom dist/*.whl dist/licensecheck-ai.cdx.json
	umask 022 && LICENSECHECK_BUILD=cpu SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m hatchling build --target wheel
	cd dist && sha256sum * >SHA256SUMS

# Answers from the catalogue where no hub can be reached, and says so.
audit: install
	$(BIN)/licensecheck audit $(REF)

test: install
	$(BIN)/python -m pytest -n auto

# What we ship and run; rules, catalogue, documents and tests speak of models that nobody uses here.
OURS = licensecheck corpus/*.py corpus/index benchmarks requirements Makefile action.yml

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m requirements.advisories requirements/dev.txt requirements/cpu.txt requirements/build.txt
	$(BIN)/licensecheck check --offline --quiet $(OURS)
# Licence texts for the tests of corpus and facts, which are skipped and say so where PyPI cannot be reached.
	-$(BIN)/python -m corpus.texts
	SCANCODE_WHEEL=$$(ls .cache/corpus/scancode_toolkit_mini-*.whl 2>/dev/null) $(BIN)/python -m pytest -n auto

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The pages that say what rule files and code say.
docs: install
	$(BIN)/python -m docs.generate

# What README and docs show of the terminal and of HTML; needs chromium. Look at them afterwards.
pictures: install
	$(BIN)/python -m docs.pictures.make

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
	$(BIN)/python -m corpus.prune
	$(BIN)/python -m corpus.train_statements

evaluate: $(VENV)/.train
	$(BIN)/python -m corpus.evaluate --baselines
	$(BIN)/python -m corpus.evaluate_verdicts

evaluate-openness: install
	$(BIN)/python -m corpus.evaluate_openness

evaluate-attribution: $(VENV)/.train
	$(BIN)/python -m corpus.evaluate_attribution

# Repositories of models that the index rates lie in FOLDERS as owner+name; fetch them first.
evaluate-score: install
	$(BIN)/python -m corpus.evaluate_score $(FOLDERS)

# Whether batch says of each row of a dump what an audit of it alone says; 10 ms a row.
agreement: install
	$(BIN)/python -m benchmarks.batch_agreement $(DUMP)

# How time and memory grow with hostile files; minutes.
growth: install
	$(BIN)/python -m benchmarks.growth

# What the real hubs say of 30 public models today, beside a dated record; needs a network.
live: install
	$(BIN)/python -m benchmarks.live

# Damaged input for every parser, 100,000 for each or until these minutes are over; findings lie in .cache/fuzz.
MINUTES ?= 120
fuzz: install
	for suite in hubs scan judge; do $(BIN)/python -m tests.$$suite.fuzz --minutes $$(($(MINUTES) / 3)) || failed=1; done; \
		exit $${failed:-0}

# Whether a test fails where one thing in judge/ or gate/ is changed: half a CPU hour, or the functions that are named, as in
# make mutants ONLY='licensecheck.gate.terms.*'. Then `mutmut results` names what no test told, `mutmut show NAME` shows it.
$(VENV)/.mutants: $(VENV)/.done
	$(BIN)/python -m pip install --quiet --group mutants
	touch $@

ONLY ?=
mutants: $(VENV)/.mutants
	rm -f mutants/mutmut-stats.json  # which tests reach what: not asked anew for functions that moved
	$(BIN)/mutmut run $(ONLY)
	$(BIN)/mutmut results

coverage: $(VENV)/.mutants
	$(BIN)/coverage run --branch --source licensecheck/judge,licensecheck/gate -m pytest -q tests/judge tests/gate
	$(BIN)/coverage report --show-missing

reliability: install
	$(BIN)/python -m tests.hubs.reliability > docs/reliability.md
