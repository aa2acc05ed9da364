# Needs python3 >= 3.11 (with venv and pip), make and git. `make help` lists what there is.
# Another interpreter: make run PYTHON=python3.12      More for pytest: make test ARGS="-k due -x"

PYTHON ?= python3
VENV   ?= .venv
ARGS   ?=
XDIST  ?= -n auto

BIN := $(VENV)/bin
PEERS := benchmarks/.venv-peers
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install -qq

# A stamp carries a checksum of what decides the environment, so that a touched file costs nothing
# and a changed one is always noticed.
RUN_KEY := $(firstword $(shell cat pyproject.toml requirements/run.lock | cksum))
DEV_KEY := $(firstword $(shell cat pyproject.toml requirements/run.lock requirements/dev.lock | cksum))
RUN_READY := $(VENV)/.ready-run-$(RUN_KEY)
DEV_READY := $(VENV)/.ready-dev-$(DEV_KEY)

.DEFAULT_GOAL := help
.PHONY: help run test torture lint format types contracts check lock screen screens bench-store bench-rules bench-tui wheel clean venv

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: $(RUN_READY) ## open the screen on a private copy of the sample register
	@$(BIN)/slough demo $(ARGS)

test: $(DEV_READY) ## run the whole test suite
	@$(BIN)/python -m pytest $(XDIST) $(ARGS)

torture: $(DEV_READY) ## cut the power, kill writers, flip bits: what a register survives (20 minutes)
	@$(BIN)/python -m tests.store.torture $(ARGS)

lint: $(DEV_READY) ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(DEV_READY) ## let ruff mend what it can
	@$(BIN)/ruff check --fix --exit-zero --quiet .
	@$(BIN)/ruff format .

types: $(DEV_READY) ## mypy, strict
	@$(BIN)/mypy

contracts: $(DEV_READY) ## import-linter: the layers
	@$(BIN)/lint-imports

check: test lint types contracts ## all of the above

bench-store: $(RUN_READY) ## measure the register beside bare files and beside its peers (ARGS="--records 10000 --json")
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS) || true
	@$(PEERS)/bin/python -m pip --disable-pip-version-check --no-input install -qq -r benchmarks/store/peers/requirements.txt \
	  || echo "The peers cannot be installed; their columns will say so." >&2
	@$(BIN)/python -m benchmarks.store --peers-python $(PEERS)/bin/python $(ARGS)

bench-rules: $(RUN_READY) ## measure the rules engine beside Polars by hand and beside its peers (ARGS="--records 10000000")
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS) || true
	@$(PEERS)/bin/python -m pip --disable-pip-version-check --no-input install -qq -r benchmarks/rules/peers/requirements.txt \
	  || echo "The peers cannot be installed; their lines will be missing." >&2
	@$(BIN)/python -m benchmarks.rules --peers-python $(PEERS)/bin/python $(ARGS)

bench-tui: $(DEV_READY) ## measure the screen beside its peers through a terminal (ARGS="--rows 1000 --repeat 1")
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS) || true
	@$(PEERS)/bin/python -m pip --disable-pip-version-check --no-input install -qq -r benchmarks/tui/peers/requirements.txt \
	  || echo "The peers cannot be installed; their columns will be missing." >&2
	@$(BIN)/python -m benchmarks.tui --peers-python $(PEERS)/bin/python $(ARGS)

wheel: $(DEV_READY) ## build the wheel into dist/
	@$(BIN)/python -m hatchling build -t wheel

screen: $(DEV_READY) ## make the picture of the README from the running program
	@$(BIN)/python docs/make_screen.py

screens: $(DEV_READY) ## keep every screen as it looks now (tests/tui/screens); look at git diff before you commit it
	@SLOUGH_KEEP_SCREENS=1 $(BIN)/python -m pytest -q tests/tui/test_screens.py

# One resolution for both locks: the smaller one may only take versions that the larger one holds.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --extra all
lock: $(DEV_READY) ## resolve the dependencies anew (UPGRADE=--upgrade takes newer versions)
	@$(BIN)/$(LOCK) $(UPGRADE) --group dev pyproject.toml -o requirements/dev.lock >/dev/null
	@$(BIN)/$(LOCK) --group build -c requirements/dev.lock --no-annotate pyproject.toml -o requirements/run.lock >/dev/null

clean: ## remove the environment and everything that was built
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests plugins sample_data -name __pycache__ -type d -prune -exec rm -rf {} +

venv: $(DEV_READY) ## only set up the environment

$(RUN_READY):
	@command -v $(PYTHON) >/dev/null || { \
	  echo "slough-tui needs Python 3.11 or newer, and there is no $(PYTHON) here. Name yours: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "slough-tui needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Name a newer one: make run PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up $(VENV) (once; a minute or two) ..." >&2
	@$(BIN)/python -c "" 2>/dev/null || $(PYTHON) -m venv --clear $(VENV) || { \
	  echo "$(PYTHON) cannot make a virtual environment: install its venv and pip (Debian: python3-venv)." >&2; exit 1; }
	@$(PIP) --require-hashes -r requirements/run.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/.ready-run-* && touch $@

$(DEV_READY): $(RUN_READY)
	@echo "Adding what tests and checks need (once) ..." >&2
	@$(PIP) --require-hashes -r requirements/dev.lock
	@rm -f $(VENV)/.ready-dev-* && touch $@
