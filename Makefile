# Everything is set up in .venv and node_modules; nothing else on the machine is touched.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT := docs/_build
SPHINX := $(BIN)/sphinx-build -n -W --keep-going -d $(OUT)/doctrees
# A failed build must fail again: Sphinx would take what it has read for settled.
FORGET := || { rm -rf $(OUT)/doctrees; exit 1; }

export PIP_DISABLE_PIP_VERSION_CHECK = 1

# A file of tests runs in one process; they begin in the order of conftest.py: those that need no
# site while it is built beside them, then those that look at it, the slowest first.
WORKERS := -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: html page serve test test-all quick coverage formal doctest lint goldens dist lock clean
.DELETE_ON_ERROR:

html: $(VENV)/docs.stamp node_modules/.stamp
	$(SPHINX) -j 2 docs $(OUT)/html $(FORGET)
	@echo "The site is in $(OUT)/html: open file://$(CURDIR)/$(OUT)/html/index.html"

# One page, quickly: make page PAGE=argument/the-flaw
page: $(VENV)/docs.stamp node_modules/.stamp
	RELU_PROOFS_PAGE=$(PAGE) $(BIN)/sphinx-build -n -W --keep-going -q \
	  -d $(OUT)/page-doctrees/$(PAGE) docs $(OUT)/page || { rm -rf $(OUT)/page-doctrees/$(PAGE); exit 1; }
	@echo "The page is in $(OUT)/page/$(PAGE).html"

# Builds again on change, and reloads the page in the browser.
serve: $(VENV)/docs.stamp node_modules/.stamp
	$(BIN)/sphinx-autobuild -n -j 2 -d $(OUT)/doctrees --watch relu_proofs \
	  --re-ignore '/(_build|vendor|api|__pycache__)/' docs $(OUT)/html

# In CI the same run counts which lines it reached, as `make coverage` does: it takes half as long
# again.
test: $(VENV)/test.stamp node_modules/.stamp
	$(BIN)/python -m pytest $(WORKERS) $(if $(CI),--cov)

# The same tests of more: every look of every page, every state, long random searches.
test-all: $(VENV)/test.stamp node_modules/.stamp
	$(BIN)/python -m pytest $(WORKERS) --all

# Without the site, its browser and long random searches: while you work.
quick: $(VENV)/test.stamp
	$(BIN)/python -m pytest $(WORKERS) --quick

coverage: $(VENV)/test.stamp node_modules/.stamp
	$(BIN)/python -m pytest $(WORKERS) --cov

# The general theorems, by the coqc on the path, else by jsCoq from npm, in a folder of its own.
# RECORD=1 makes what Coq says the record that the site is built from.
formal: $(VENV)/docs.stamp
	NODE_OPTIONS=--use-system-ca $(BIN)/python -m relu_proofs.argument.formal --npm $(BIN)/npm \
	  --node $(BIN)/node $(if $(shell command -v coqc),,--jscoq $(VENV)/jscoq) \
	  $(if $(RECORD),--record)

doctest: $(VENV)/test.stamp node_modules/.stamp
	$(BIN)/python -m pytest relu_proofs README.md CONTRIBUTING.md docs
	$(SPHINX) -b doctest docs $(OUT)/doctest $(FORGET)

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

# What certificates say and pages print, as it is now: read the difference before you commit it.
goldens: $(VENV)/test.stamp html
	$(BIN)/python -m tests.goldens
	$(BIN)/python -m tests.site.outputs

# What would be released, installed where nothing else is: README must work there.
dist: $(VENV)/test.stamp
	rm -rf build dist
	$(BIN)/python -m build --no-isolation
	$(BIN)/twine check --strict dist/*
	$(PYTHON) -m venv build/installed
	build/installed/bin/python -m pip install --quiet dist/*.whl
	$(BIN)/python -m tests.installed build/installed/bin

# Hashes of every platform's files, no addresses of registries.
lock: $(VENV)/lock.stamp
	$(VENV)/lock/bin/uv pip compile $(LOCK) --extra docs pyproject.toml -o requirements/docs.txt
	$(VENV)/lock/bin/uv pip compile $(LOCK) --extra test -c requirements/docs.txt pyproject.toml -o requirements/test.txt
	$(BIN)/npm install --package-lock-only
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --no-annotate --no-header

clean:
	rm -rf $(OUT) docs/_static/vendor build dist .coverage
	find . -name __pycache__ -not -path './.venv/*' -not -path './node_modules/*' -prune -exec rm -rf {} +

$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)

$(VENV)/docs.stamp: requirements/docs.txt pyproject.toml | $(VENV)/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/docs.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/docs.stamp
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/test.txt
	touch $@

$(VENV)/lock.stamp: $(VENV)/docs.stamp
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet uv
	touch $@

# npm comes with the wheel, so that the machine needs no Node of its own; it trusts whom the
# machine trusts.
node_modules/.stamp: package-lock.json $(VENV)/docs.stamp
	NODE_OPTIONS=--use-system-ca $(BIN)/npm ci --loglevel=error --no-progress
	touch $@
