# Everything a developer asks of this project, from a machine with Python 3.11 or newer, pip, make and git.
# `make check` also needs Node with npm, `make lock` needs uv. Written for GNU make 3.81 and newer.

ifndef PY
PY := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
endif
V := .venv
B := $(V)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP = $(PY) -m pip --python $(B)/python --disable-pip-version-check
PYTHON_CODE = app tests $(wildcard benchmarks)
PEERS = torch==2.13.0 jax==0.10.2 jaxlib==0.10.2 keras==3.15.1 numpy
JS_CODE = static $(wildcard tests/js)
UVC = uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
  --python-version 3.11 $(UPGRADE) pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help run test check check-python check-js bench peers format lock clean

help: ## show these targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1@/p' $(firstword $(MAKEFILE_LIST)) | awk -F@ '{printf "%-20s %s\n", $$1, $$2}'

run: $(V)/.run ## start the page; ARGS="--port 9000 --host 0.0.0.0" are passed on
	@$(B)/convscope serve $(ARGS)

test: $(V)/.dev ## run the tests, with a browser found or installed first
	@$(B)/python -m tests.browser.chromium
	@if command -v npm >/dev/null 2>&1; then $(MAKE) -s node_modules/.package-lock.json || true; fi # axe, where it can be had
	$(B)/python -m pytest -q -n auto --dist worksteal $(ARGS)

check: check-python check-js ## format, lint and types of Python and JavaScript, and the JavaScript tests

check-python: $(V)/.dev
	$(B)/python -m ruff format --check $(PYTHON_CODE)
	$(B)/python -m ruff check $(PYTHON_CODE)
	$(B)/python -m mypy

check-js: node_modules/.package-lock.json
	npx --no-install tsc -p jsconfig.json
	npx --no-install biome ci $(JS_CODE)
	@tests=$$(find tests/js -name '*.test.js' 2>/dev/null); test -z "$$tests" || { set -x; node --test $$tests; }

bench: $(V)/.dev ## measure what is claimed about speed
	$(B)/python -m benchmarks $(ARGS)

peers: $(V)/.dev .peers/.ready ## install PyTorch, JAX and Keras into .peers and run the programs written for them
	@rm -rf .peers/programs
	$(B)/python -m tests.snippets.write .peers/programs
	.peers/bin/python tests/snippets/peers.py .peers/programs numpy torch
	KERAS_BACKEND=jax .peers/bin/python tests/snippets/peers.py .peers/programs jax keras
	KERAS_BACKEND=torch .peers/bin/python tests/snippets/peers.py .peers/programs keras

format: $(V)/.dev node_modules/.package-lock.json ## put Python and JavaScript into the house format
	$(B)/python -m ruff check --fix-only --quiet $(PYTHON_CODE)
	$(B)/python -m ruff format $(PYTHON_CODE)
	npx --no-install biome check --write $(JS_CODE)

lock: ## renew requirements/*.lock after a change in pyproject.toml; UPGRADE=--upgrade for newer versions
	@command -v uv >/dev/null 2>&1 || { echo "make lock needs uv: pipx install uv (or pip install uv)."; exit 1; }
	$(UVC) --group build -o requirements/run.lock
	$(UVC) --group dev -c requirements/run.lock -o requirements/dev.lock
	@! grep -nE '://|--(extra-)?index-url|--find-links' requirements/*.lock || { echo "A lock holds an address."; exit 1; }

clean: ## remove the environment, node_modules and every cache
	rm -rf $(V) .peers node_modules dist build .pytest_cache .ruff_cache .mypy_cache .hypothesis .schemathesis
	find app tests $(wildcard benchmarks) -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps .venv/.run and .venv/.dev are older than their lock when something must be installed. The environment is
# made without pip, because Debian has no ensurepip unless python3-venv is installed; the outer pip installs into it.
$(V)/.%: requirements/%.lock pyproject.toml
	@test -n "$(PY)" || { echo "convscope needs Python 3.11 or newer: install it, or say where it is: make PY=/path/to/python3.11"; exit 1; }
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "convscope needs Python 3.11 or newer; $(PY) is older."; exit 1; }
	@test -x $(B)/python || $(PY) -m venv --clear --without-pip $(V)
	@$(PY) -m pip --version >/dev/null 2>&1 || $(B)/python -m ensurepip >/dev/null || { echo "convscope needs pip: install python3-pip."; exit 1; }
	@if $(PY) -m pip --version >/dev/null 2>&1; then P="$(PIP)"; else P="$(B)/python -m pip"; fi; echo "Installing $<"; \
	 $$P install -q --require-hashes --only-binary :all: -r $< && $$P install -q --no-deps --no-build-isolation -e .
	@touch $@

.peers/.ready: Makefile
	@test -x .peers/bin/python || $(PY) -m venv --clear --without-pip .peers
	$(PY) -m pip --python .peers/bin/python --disable-pip-version-check install -q $(PEERS)
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc
	@command -v npm >/dev/null 2>&1 || { echo "The JavaScript checks need Node 20 or newer with npm: install it from your system's packages."; exit 1; }
	npm ci --ignore-scripts
	@touch $@
