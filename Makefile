# What people and CI type. Needs Python 3.11 or later, make, and for the first start a network.
#
# PYTHON, PORT, DATABASE_URL, ELASTICSEARCH_URL, DATA_DIR, DEMO_PASSWORD … may be given on the command line or in the
# environment; docs/settings.md lists them.

VENV ?= .venv
PY   ?= $(VENV)/bin/python
PORT ?= 8000
ES_PORT ?= 9200
ROWS ?= 300000
export PORT ES_PORT

SUPPORTED := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.11 python3.12 python3.13; do \
	if $$name -c '$(SUPPORTED)' 2>/dev/null; then echo $$name; break; fi; done)

# axe and what else tests/browser takes from npm; without npm those tests are skipped, and say so.
BROWSER_TOOLS := $(if $(shell command -v npm),tests/browser/node_modules/.installed)

.DEFAULT_GOAL := help
.PHONY: help run test lint coverage bench elasticsearch clean venv

help: ## show this
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do \
		printf '%-22s %s\n' "  $$name" "$$text"; done

run: $(VENV)/.installed ## install what is missing and serve the site on 127.0.0.1:$PORT (8000)
	@exec $(PY) manage.py start

test: $(VENV)/.installed-dev $(BROWSER_TOOLS) ## run all that CI checks and this machine can; say what was skipped
	@$(PY) -m onestop.tests.runner

lint: $(VENV)/.installed-dev ## check style, types, translations and migrations
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) manage.py check_translations
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) -m mypy

bench: $(VENV)/.installed-dev ## run all benchmarks and print their ratios
	@$(PY) -m benchmarks --rows $(ROWS) $(if $(RELEVANCE),--relevance $(RELEVANCE))

coverage: $(VENV)/.installed-dev ## run the tests on SQLite and say which lines they miss
	$(PY) -m pytest -q -m 'not browser and not elasticsearch and not postgresql' --cov --cov-report=term --cov-report=html

elasticsearch: ## start the test Elasticsearch on 127.0.0.1:$ES_PORT (9200); Ctrl+C ends it
	@bash deploy/elasticsearch-node/run.sh

clean: ## remove what was built and cached; keep the data in var/
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage* htmlcov
	find . -path ./var -prune -o \( -name __pycache__ -o -name '*.mo' \) -print0 | xargs -0 rm -rf

venv: $(VENV)/.installed-dev ## only install, for an editor or a debugger

$(VENV)/bin/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or later is needed, and none was found. Install it, or name it: make PYTHON=/path/to/python3"; \
		exit 1; \
	fi
	@$(PYTHON) -c '$(SUPPORTED)' || { echo "$(PYTHON) is too old: Python 3.11 or later is needed."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python's venv module is incomplete (Debian and Ubuntu: apt-get install python3-venv)."; exit 1; }

$(VENV)/.installed: requirements.txt pyproject.toml setup.py | $(VENV)/bin/python
	@echo "Installing into $(VENV) (the first time takes about a minute) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing the tools of development ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

tests/browser/node_modules/.installed: tests/browser/package-lock.json
	@npm ci --prefix tests/browser --no-audit --no-fund --loglevel=error >/dev/null && touch $@ \
		|| echo "npm could not install the tools of tests/browser; what needs them is skipped."
