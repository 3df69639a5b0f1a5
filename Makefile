# `make` or `make help` lists what there is. Needs python3 (3.11 or later, with venv) and nothing else.

PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
VENV := .venv
RUN := $(VENV)/bin/python -m
READY := $(VENV)/ready
WRONG := init-missing

# An environment is stale when the pins changed, when its Python is gone, or when this folder was moved or copied.
ifneq ($(shell $(VENV)/bin/python -c '' 2>/dev/null && cat $(READY) 2>/dev/null),$(CURDIR))
STALE := stale
endif

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types layers verify check bench fuzz format pins clean stale

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 10

setup: $(READY) ## make the environment .venv, when it is missing or out of date

$(READY): .ci/constraints.txt pyproject.toml $(STALE)
	@for python in $(PYTHON); do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi; python=; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Grader needs Python 3.11 or later, and none of these is one: $(PYTHON)." >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python comes without venv; install that first (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$("$$python" --version), once; this takes about a minute."; \
	rm -rf $(VENV) && "$$python" -m venv $(VENV)
	@$(RUN) pip install -qq --disable-pip-version-check --require-hashes -r .ci/constraints.txt
	@$(RUN) pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(RUN) compileall -q grader # also where the environment keeps Python from doing so at the first start
	@echo "$(CURDIR)" > $(READY)

demo: setup ## grade a wrong and a right answer and show what a student sees
	@echo '$$ grade check solutions/mypackage/wrong/$(WRONG) -e mypackage'
	@$(VENV)/bin/grade check solutions/mypackage/wrong/$(WRONG) -e mypackage; [ $$? -eq 1 ]
	@echo
	@echo '$$ grade check solutions/mypackage/reference -e mypackage'
	@$(VENV)/bin/grade check solutions/mypackage/reference -e mypackage

test: setup ## run all tests, as many at a time as there are processors (ARGS="tests/unit -n 0" for some, one by one)
	@$(RUN) pytest --numprocesses auto --maxprocesses 4 $(ARGS)

lint: setup ## style and likely mistakes (ruff)
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .

types: setup ## types (mypy, strict)
	@$(RUN) mypy

layers: setup ## who may import whom (import-linter)
	@$(VENV)/bin/lint-imports --no-logo --no-cache

verify: setup ## prove that every exercise is right, the reference twenty times over (ARGS="mypackage" for one)
	@$(VENV)/bin/grade verify --thorough $(ARGS)

check: lint types layers test verify ## everything that must hold before a commit

bench: setup ## how long a check takes, next to bare pytest and bare docker
	@$(VENV)/bin/python tests/bench.py

fuzz: setup ## many broken frames, archives, files and downloads; ARGS="archives --seed 3 --rounds 500" for some
	@$(RUN) tests.fuzz $(ARGS)

format: setup ## let ruff mend what it can
	@$(RUN) ruff check --fix --quiet .
	@$(RUN) ruff format --quiet .

pins: ## choose the versions in .ci/constraints.txt anew
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	python3 -m venv "$$folder" && "$$folder/bin/pip" install --quiet uv && \
	"$$folder/bin/uv" pip compile --quiet --universal --python-version 3.11 --group dev --upgrade \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
		--output-file "$$folder/pins" pyproject.toml && \
	{ sed -n 1p .ci/constraints.txt; cat "$$folder/pins"; } > "$$folder/new" && cp "$$folder/new" .ci/constraints.txt

clean: ## remove the environment and what tools left behind
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
