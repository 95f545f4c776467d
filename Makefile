# Everything a newcomer, a contributor or a build server calls. On a fresh Debian or Ubuntu only python3 (3.11 or
# later) with its venv module, git and make are needed:
#
#   make demo    sets up, prints the brief of the sample clippings, and keeps books of them
#   make test    sets up, checks the code and runs all tests
#
# The versions of all packages are locked with their hashes in requirements*.lock; docs/decisions/0001 says why.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

# The Python to build with: the first that is new enough. Name another with `make setup PYTHON=python3.13`.
PYTHON ?= $(shell for candidate in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$candidate; break; fi; \
	done)

VENV := .venv
BENCH_VENV := .venv-bench
BIN := $(VENV)/bin
SAMPLES := src/pledgebook/samples/clippings

# uv trusts the certificates that the system trusts, takes packages from where pip is told to take them, and
# never fetches a Python of its own.
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
export UV_LINK_MODE := copy
mirror = $${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(BIN)/python -m pip config get global.index-url 2>/dev/null || true)}}
with_mirror = mirror="$(mirror)"; if [ -n "$$mirror" ]; then export UV_DEFAULT_INDEX="$$mirror"; fi

# The books of the demonstration, apart from the user's own.
demo_books := sqlite:///$(CURDIR)/build/demo/books.sqlite3
in_demo := PLEDGEBOOK_DATA=build/demo PLEDGEBOOK_DATABASE=$(demo_books) $(BIN)/pledgebook

compile := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url $(if $(UPGRADE),--upgrade)

.PHONY: help setup system postgresql demo test check format docs bench lock clean

# Lists the targets.
help:
	@echo "make demo     set up, print the brief of the sample clippings, and keep books of them"
	@echo "make test     set up, check the code and run all tests"
	@echo "make setup    make the environment $(VENV) from the lock"
	@echo "make check    lint, formatting, types, and the direction of imports"
	@echo "make format   put the code in form"
	@echo "make docs     run the examples in the documentation and write what they print"
	@echo "make bench    measure speed and quality beside other tools; writes bench/RESULTS.md"
	@echo "make lock     write the lock anew from pyproject.toml (UPGRADE=1 takes the newest versions)"
	@echo "make clean    remove what the other targets made"

# Installs the system packages that are missing, where that is possible: only Python's venv module is needed.
system:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "No Python 3.11 or later found; install one (Debian, Ubuntu: apt-get install python3 python3-venv)," \
	    "or name one: make setup PYTHON=/path/to/python3" >&2; exit 1; \
	fi
	@if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then \
	  package="python$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"; \
	  as_root=""; if [ "$$(id -u)" != 0 ]; then as_root="sudo -n"; fi; \
	  if command -v apt-get >/dev/null && $$as_root true 2>/dev/null; then \
	    echo "Installing $$package"; \
	    $$as_root apt-get update -q && $$as_root apt-get install -q -y --no-install-recommends "$$package"; \
	  else \
	    echo "$(PYTHON) lacks its venv module; install the package $$package and run make again" >&2; exit 1; \
	  fi; \
	fi

# Installs Debian's PostgreSQL server for the tests, where it is missing and that is possible. The tests start a
# server of their own from it, on a private port; the package's own cluster is not made and not used.
postgresql:
	@if ! ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1; then \
	  as_root=""; if [ "$$(id -u)" != 0 ]; then as_root="sudo -n"; fi; \
	  if command -v apt-get >/dev/null && $$as_root true 2>/dev/null; then \
	    echo "Installing postgresql"; \
	    $$as_root apt-get update -q && \
	    $$as_root apt-get install -q -y --no-install-recommends postgresql-common && \
	    $$as_root sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf && \
	    $$as_root apt-get install -q -y --no-install-recommends postgresql; \
	  else \
	    echo "The tests need the package postgresql; install it and run make again" >&2; exit 1; \
	  fi; \
	fi

# Makes or brings up to date the environment for working on the project; does nothing where it is up to date.
setup: $(VENV)/.synced

# The empty environment, with the pinned uv in it.
$(VENV)/.uv: requirements-uv.lock
	@$(MAKE) system
	@if grep -qs '^uv = ' $(VENV)/pyvenv.cfg; then rm -rf $(VENV); fi  # uv would take itself out of its own kind
	@if ! [ -x $(BIN)/python ]; then $(PYTHON) -m venv $(VENV); fi
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@echo "Making the environment $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

# The environment with exactly the packages of the lock, and the project itself as it stands in src/.
$(VENV)/.synced: $(VENV)/.uv requirements-dev.lock pyproject.toml
	@if ! [ -x $(BIN)/uv ]; then rm -f $(VENV)/.uv; $(MAKE) $(VENV)/.uv; fi
	@echo "Installing the locked packages into $(VENV)"
	@$(with_mirror); $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline --editable .
	@touch $@

# Prints the brief of the sample clippings, writes it as a page whose figures open their sentences, and keeps books:
# the coalition's public facts and the clippings, a total with its rows, and what became of a meeting's pledges.
demo: setup
	@rm -rf build/demo && mkdir -p build/demo
	@$(BIN)/pledgebook brief $(SAMPLES)
	@$(BIN)/pledgebook brief $(SAMPLES) --format html --output build/demo/brief.html
	@$(in_demo) load udcg
	@$(in_demo) add $(SAMPLES)
	@$(in_demo) accept-agreed
	@$(in_demo) totals --meeting 27 --by donor --explain
	@$(in_demo) follow-up 27
	@$(in_demo) verify
	@echo
	@echo "The brief as a page whose figures open their sentences: $(CURDIR)/build/demo/brief.html"
	@echo "The books, to go on with: export PLEDGEBOOK_DATABASE=$(demo_books)"

# Checks the code and runs all tests, on SQLite and on PostgreSQL.
test: check postgresql
	$(BIN)/python -m pytest -n auto $(ARGS)

# Lint, formatting, types, and the direction of imports.
check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Puts the code in form and repairs what lint can repair.
format: setup
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Runs the examples in the documentation and writes what they print now.
docs: setup
	$(BIN)/python tests/docs_console.py

# Measures speed and quality beside other tools, in an environment of its own; writes bench/RESULTS.md.
bench: $(BENCH_VENV)/.synced
	$(BENCH_VENV)/bin/python bench/run.py

$(BENCH_VENV)/.synced: $(VENV)/.synced requirements-bench.lock
	@if ! [ -x $(BENCH_VENV)/bin/python ]; then $(PYTHON) -m venv $(BENCH_VENV); fi
	@echo "Installing the locked packages into $(BENCH_VENV)"
	@$(with_mirror); $(BIN)/uv pip sync --quiet --python $(BENCH_VENV)/bin/python --require-hashes requirements-bench.lock
	@$(BIN)/uv pip install --quiet --python $(BENCH_VENV)/bin/python --no-deps --no-build-isolation --offline --editable .
	@touch $@

# Writes the lock anew from pyproject.toml. Versions stay as they are unless UPGRADE=1 asks for the newest.
lock: $(VENV)/.uv
	@$(with_mirror); $(compile) pyproject.toml --output-file requirements.lock
	@$(with_mirror); $(compile) pyproject.toml --group build --group dev --output-file requirements-dev.lock
	@$(with_mirror); $(compile) pyproject.toml --group build --group bench --output-file requirements-bench.lock

# Removes what the other targets made.
clean:
	rm -rf $(VENV) $(BENCH_VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
