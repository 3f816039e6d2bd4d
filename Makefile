# Comptoir: every target works on a bare Debian 12 with git, make, python3 and python3-venv.
#
#   make demo          a company with data in it, served on this machine (SERVE=no: build it, do not serve)
#   make test          the whole suite
#   make test-quick    without the slow, browser and PostgreSQL tests
#   make check         format, lint, types, floors, migrations, then the quick tests
#   make fix           let ruff format and mend what it can
#   make bench         measurements (ONLY=name: one of them)
#   make lock          recompute requirements/*.txt from requirements/*.in
#   make golden        write the golden month anew, after a change that is meant
#   make clean         remove what the other targets made

PYTHON ?= python3
SERVE ?= yes
ONLY ?=
# Test processes; `make test WORKERS=0` keeps them in one, for a debugger.
WORKERS ?= auto

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9
INSTALL := $(UV) pip install --quiet --python $(BIN)/python
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url
STORE := $(wildcard src/comptoir/store)

.PHONY: demo test test-quick check static fix bench golden lock clean runtime dev

demo: $(VENV)/.runtime
	$(BIN)/comptoir demo $(if $(filter no,$(SERVE)),--no-serve)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n $(WORKERS)

test-quick: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n $(WORKERS) -m 'not slow and not browser and not postgres'

check: static test-quick

static: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy src tests $(wildcard bench)
	$(BIN)/lint-imports --no-logo --no-cache
ifneq ($(STORE),)
	DJANGO_SETTINGS_MODULE=comptoir.config.settings $(BIN)/python -m django makemigrations --check --dry-run
endif

fix: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev
	$(BIN)/python -m bench $(ONLY)

golden: $(VENV)/.dev
	COMPTOIR_GOLDEN=write $(BIN)/python -m pytest -q -n 0 -m 'not postgres' tests/golden
	git diff --stat tests/golden

lock: $(VENV)/.boot
	cd requirements && ../$(COMPILE) runtime.in -o runtime.txt && ../$(COMPILE) dev.in -o dev.txt

clean:
	rm -rf $(VENV) var dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# What is installed. Each step leaves a stamp and runs again only when its lock or the package's own file changes.
runtime: $(VENV)/.runtime

dev: $(VENV)/.dev

$(VENV)/.boot: Makefile
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet 'uv==$(UV_VERSION)'
	touch $@

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(VENV)/.boot
	$(INSTALL) --require-hashes -r requirements/runtime.txt
	$(INSTALL) --no-build-isolation --no-deps --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/.boot
	$(INSTALL) --require-hashes -r requirements/dev.txt
	$(INSTALL) --no-build-isolation --no-deps --editable .
	touch $@ $(VENV)/.runtime
