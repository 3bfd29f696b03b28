# hallcall: `make demo` shows a running hall, `make test` proves it. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BIN := .venv/bin
PACKAGES := contract messaging journal hardware broker_config coordinator qtkit kiosk caller display simulation bench hallcall
CODE := $(PACKAGES) tests scripts
DEMO ?=
BENCH ?=
CHAOS ?=
SCREENS ?=

.PHONY: help setup demo proof bench test check format lint types imports unit search chaos soak soak-demo lock contract-docs usability screens clean

help: ## Say what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: ## Install what is missing: Debian packages, a virtual environment with locked versions
	@scripts/setup.sh

demo: setup ## Run the hall of halls/street.toml; DEMO="--headless --visitors 40 …" adds options
	@$(BIN)/hallcall demo $(DEMO)

proof: setup ## Let 40 simulated citizens visit a headless hall, and check every promise
	@$(BIN)/hallcall demo --headless --visitors 40 --speed 60 --seed 7 --out build/demo

bench: setup ## Measure the hall against its broker and its disk, in a minute; BENCH="--thorough" adds options
	@$(BIN)/hallcall bench hall --json $(BENCH)

test: setup check ## Set up, then the whole check

check: format lint types imports unit ## Format, lint, types, import rules, tests (without set-up)

format:
	@$(BIN)/ruff format --check --quiet $(CODE) || { echo "run: $(BIN)/ruff format $(CODE)"; exit 1; }

lint:
	@$(BIN)/ruff check --quiet $(CODE)
	@scripts/lint_qml.sh

types:
	@$(BIN)/mypy $(CODE)

imports:
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

unit:
	@scripts/run_tests.sh $(BIN)/python -m pytest

search: setup ## Check the properties with examples the check does not take
	@$(BIN)/python -m pytest --hypothesis-profile=search tests/properties tests/unit/coordinator/test_intake.py

chaos: setup ## Kill the programs of a real hall 100 times, on either database; CHAOS="--kills 20 …" changes it
	@$(BIN)/hallcall chaos --kills 100 --database sqlite --out build/chaos/sqlite $(CHAOS)
	@$(BIN)/hallcall chaos --kills 100 --database postgresql --coordinators 2 --out build/chaos/postgresql $(CHAOS)

soak: setup ## An hour of simulated halls under faults, with seeds that nobody has tried before
	@scripts/soak.sh

soak-demo: setup ## Many headless halls of real processes, one after the other (about 30 minutes)
	@scripts/soak_demo.sh

lock: ## Choose the newest allowed versions again and lock them with their hashes
	@scripts/lock.sh

contract-docs: ## Write docs/contract/asyncapi.json from the code
	@$(BIN)/python -m contract.asyncapi docs/contract/asyncapi.json

screens: ## Draw all screens into docs/screens, whole ones into build/screens; SCREENS="kiosk" draws one program's
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(BIN)/python -m tests.gallery $(SCREENS)

usability: ## Count again what each task costs at kiosk and panel, and write it into docs/usability.md, docs/panel.md
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(BIN)/python -m tests.qt.kiosk.usability
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(BIN)/python -m tests.qt.caller.keys

clean: ## Remove what was built, not the virtual environment
	@rm -rf build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
