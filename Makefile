# Verbs of this project; `make` prints them. Each sets up what it needs in .venv.

PYTHON ?= python3
PY := .venv/bin/python
READY := .venv/ready
EXTRAS := celery,cli,fast,journal,limits,mcp,mock,otel
WORKERS ?= auto
SECONDS ?= 60

# What is compiled once is read by all workers of the tests, and by the hundreds of processes that these start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test check generate bundle diff mock docs contract fit bench bench-faults bench-load bench-queue fuzz release-check clean
.PHONY: _checks

help: # prints these verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1). Say which to use: make PYTHON=python3.12"; exit 1; }
	@test -e .venv/bin/python || { echo "making .venv"; $(PYTHON) -m venv .venv; }
	@echo "installing what pyproject.toml lists"
	@$(PY) -m pip install --quiet --disable-pip-version-check 'pip>=25.1' # the first that reads dependency groups
	@$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[$(EXTRAS)]' --group dev
	@touch $@

demo: $(READY) ## Lint, bundle and regenerate, then a scheduling journey by both routes against the mock server
	@$(PY) -m workshop.site.demo

# What `test` and `check` share. `make test check` does it once.
_checks: $(READY)
	$(PY) -m generator check
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

test: _checks ## Everything CI checks that needs no Node
	$(PY) -m pytest -q -n $(WORKERS) -rfEs

check: _checks ## Drift, lint and types, with both type checkers
	$(PY) -m tests.support.snippets build/snippets
	@if $(PY) -m pyright --version >/dev/null 2>&1; then echo "$(PY) -m pyright"; $(PY) -m pyright; \
	else echo "not run: pyright, because it can't start (it needs Node and the npm registry)"; fi

generate: $(READY) ## Write the client from the specification, the pages that list its mapping and permissions, and the skills
	$(PY) -m generator generate
	@$(PY) -m workshop.site.mapping
	@$(PY) -m workshop.site.skills

bundle: $(READY) ## Write build/openapi.json and build/openapi.yaml
	$(PY) -m generator bundle

diff: $(READY) ## What changed since the last release, and whether the version follows
	$(PY) -m generator diff spec/released.operations.json spec/openapi.yaml --check-version

mock: $(READY) ## Start the mock server on port 8787
	@.venv/bin/toolzz-cal mock

docs: $(READY) ## Build the documentation into build/site
	@$(PY) -m workshop.site.build

contract: $(READY) ## What tools of others say: linters, Prism, Schemathesis, the wheel alone
	@$(PY) -m workshop.contract

fit: $(READY) ## Try the client with what it is used with, each in an environment of its own; write docs/compatibility.md
	@$(PY) -m workshop.fit

bench: $(READY) ## Measure everything beside its peers; write workshop/benchmarks/results.json, and pages and pictures from it
	$(PY) -m workshop.benchmarks

bench-faults: $(READY) ## Book and make 14,000 things while requests fail, beside peers, and write workshop/benchmarks/FAULTS.md
	$(PY) -m workshop.benchmarks.faults

bench-load: $(READY) ## 100,000 calls from threads and tasks: leaks, cross-talk, cancellation, forks, and write workshop/benchmarks/LOAD.md
	$(PY) -m workshop.benchmarks.load

bench-queue: $(READY) ## 7,000 jobs of a queue whose workers are killed, beside what others do, and write workshop/benchmarks/QUEUE.md
	$(PY) -m workshop.benchmarks.queueing

fuzz: $(READY) ## Fuzz decoders and readers with atheris, SECONDS for each
	$(PY) -m tests.fuzz --seconds $(SECONDS)

release-check: $(READY) ## Whether this version can go out: tree, version, changelog, package, audit, licences
	@$(PY) -m workshop.release check

clean: ## Remove what can be made again, .venv included
	rm -rf .venv build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
