# Everything a newcomer needs: make demo, make test. Each target sets up what it uses.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet install
TESTS ?= tests

.PHONY: demo test lint types layers unit law spec refusals health full test-spark bench \
  bench-linkage book lock clean help

help:
	@echo "make demo        set up, then replay the incident in small (folder demo/)"
	@echo "make test        set up, then linters, types, layers and all tests"
	@echo "make full        the incident at its real size, 1.28 million rows"
	@echo "make test-spark  the columns once more on Spark SQL (needs Java 17)"
	@echo "make bench       speed against peers, as ratios"
	@echo "make bench-linkage  matching and its peers on populations from pseudopeople"

$(VENV)/run: requirements/run.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "duly needs Python 3.11 or newer, for example: make demo PYTHON=python3.12"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements/run.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements/dev.lock
	$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

demo: $(VENV)/run
	$(BIN)/duly demo incident demo --overwrite

test: lint types layers unit

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev
	$(BIN)/mypy

layers: $(VENV)/dev
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/dev
	$(BIN)/pytest -n 2 -m "not spark and not full" $(TESTS)

law spec refusals: $(VENV)/dev
	$(BIN)/pytest -n 2 -m "not spark and not full" tests/$@

health: $(VENV)/dev
	$(BIN)/pytest tests/code_health

full: $(VENV)/dev
	$(BIN)/pytest -m full tests

$(VENV)-spark/ready: requirements/spark.lock
	test -x $(VENV)-spark/bin/python || $(PYTHON) -m venv $(VENV)-spark
	$(VENV)-spark/bin/pip --disable-pip-version-check --quiet install --require-hashes -r requirements/spark.lock
	$(VENV)-spark/bin/pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation -e .
	@touch $@

test-spark: $(VENV)-spark/ready
	$(VENV)-spark/bin/pytest -m spark --allow-hosts=127.0.0.1,::1 tests/law

$(VENV)-bench/ready: requirements/bench.lock
	test -x $(VENV)-bench/bin/python || $(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/pip --disable-pip-version-check --quiet install --require-hashes -r requirements/bench.lock
	$(VENV)-bench/bin/pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation -e .
	@touch $@

bench: $(VENV)-bench/ready
	$(VENV)-bench/bin/python bench/law.py
	$(VENV)-bench/bin/python bench/gate.py
	$(VENV)-bench/bin/python bench/check.py

$(VENV)-linkage/ready: requirements/linkage.lock
	test -x $(VENV)-linkage/bin/python || $(PYTHON) -m venv $(VENV)-linkage
	$(VENV)-linkage/bin/pip --disable-pip-version-check --quiet install --require-hashes -r requirements/linkage.lock
	$(VENV)-linkage/bin/pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation -e .
	@touch $@

# Populations that nobody here wrote, at 2 % of the real size; bench/linkage/README.md has the rest.
bench-linkage: $(VENV)-linkage/ready
	$(VENV)-linkage/bin/python bench/linkage/build_s.py --seed 1 --out build/S1
	$(VENV)-linkage/bin/python bench/linkage/build_l.py --seed 1 --scale 0.02 --out build/L002
	$(VENV)-linkage/bin/python bench/linkage/evaluate.py build/S1 build/L002
	$(VENV)-linkage/bin/python bench/linkage/contenders.py run build/L002

book: $(VENV)/run
	$(BIN)/python tools/book.py docs/law-book

lock:
	$(PYTHON) tools/lock.py

clean:
	rm -rf $(VENV) $(VENV)-spark $(VENV)-bench $(VENV)-linkage demo
