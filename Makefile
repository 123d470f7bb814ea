# Everything a person does here has a target; `make` alone lists them.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
KIT ?= http://localhost:8000
BOLT_PORT ?= 7687
HTTP_PORT ?= 7474
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PROJECTS := 粤菜师傅 广东技工 南粤家政

.DEFAULT_GOAL := help
.PHONY: help install run neo4j neo4j-stop test check format bench docs pictures clean

help:  ## list the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

install: $(STAMP)  ## make .venv with the pinned versions

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "make install: '$(PYTHON)' is not Python 3.11 or newer; name one that is: make install PYTHON=python3.11" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt pip setuptools
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --constraint constraints.txt --no-build-isolation --editable '.[dev,fast,py2neo]'
	@touch $@

run: install  ## build the graph of data/plans, print the three comparisons, serve them (HOST, PORT)
	$(BIN)/policygraph build
	@for project in $(PROJECTS); do $(BIN)/policygraph compare $$project || exit; done
	$(BIN)/policygraph serve --host $(HOST) --port $(PORT)

neo4j:  ## start a Neo4j with its Browser (BOLT_PORT, HTTP_PORT, KIT: where the service answers); it needs Java 17 and Maven, and no Docker
	@$(PYTHON) -m deploy.neo4j.server start --bolt-port $(BOLT_PORT) --http-port $(HTTP_PORT) --kit-origin $(KIT)

neo4j-stop:  ## stop it; its data stays in .neo4j
	@$(PYTHON) -m deploy.neo4j.server stop

test: install  ## run every test, as many files at once as there are cores
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: install  ## format, lint, types, import contracts and printed docs, changing nothing
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/print_docs.py --check

format: install  ## format the code and mend what the linter can
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: install .venv-peers/.installed  ## measure build, extraction, comparison, and writing to and asking of both engines
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/readers.py
	$(BIN)/python benchmarks/writers.py
	$(BIN)/python benchmarks/questions.py

.venv-peers/.installed: benchmarks/peers.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --requirement benchmarks/peers.txt
	@touch $@

docs: install  ## print the listing pages of docs/ from the code
	$(BIN)/python docs/print_docs.py

pictures: install  ## take the pictures of docs/neo4j-browser.md anew; it needs what neo4j needs, and Chromium
	$(BIN)/python -m docs.take_pictures

clean:  ## remove the graph, caches and build products, but not .venv
	rm -rf .policygraph build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
