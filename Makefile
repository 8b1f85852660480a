# Two commands: `make demo` shows it, `make test` proves it. The rest is daily work. All paths are relative.

SHELL := /bin/sh
PYTHON_HERE := .venv/bin/python
PIP := $(PYTHON_HERE) -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes --only-binary :all:
# the lock is made by this uv, for the oldest Python that is supported
UV := uv==0.13.9
COMPILE := .make/uv/bin/uv pip compile --quiet --system-certs --universal --python-version 3.11.5 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'
RUN := $(PYTHON_HERE) -m tests.harness.run

.PHONY: demo test quick slow proof bench matrix lint format messages shots drawings statement review tools lock clean
.DELETE_ON_ERROR:

demo: .venv/runtime          ## the site with its demo data on http://127.0.0.1:8000; PORT=8001 for another port
	@exec $(PYTHON_HERE) manage.py demo $(if $(PORT),--port $(PORT))

test: .venv/dev              ## everything: checks, both databases, a real browser (.ci/run is this)
	@$(RUN) test

quick: .venv/dev             ## the daily run: SQLite, no browser, without the slow tests
	@$(RUN) quick

slow: .venv/dev              ## which tests are slow, from the last whole run: tests/slow.txt
	@$(PYTHON_HERE) -m tests.harness.slow

proof: .venv/dev             ## the long fault, fuzz and property runs
	@$(RUN) proof

matrix: .venv/dev            ## the suite on other Pythons and on the next Wagtail, where these can be had
	@$(PYTHON_HERE) -m tests.harness.matrix

bench: .venv/dev             ## measures behind the real server; prints a table, writes JSON
	@$(PYTHON_HERE) -m tests.bench

shots: .venv/dev             ## pictures of the main screens, in both themes and on paper: var/shots/index.html
	@$(PYTHON_HERE) -m tests.look.shots

drawings: .venv/dev          ## the pictures of the starter modules, from content/starter/drawings/*.svg
	@$(PYTHON_HERE) -m tests.harness.drawings

lint: .venv/dev              ## style, the house law, migrations
	@$(RUN) lint

format: .venv/dev            ## lay out the code
	@$(PYTHON_HERE) -m ruff check --fix --quiet . ; $(PYTHON_HERE) -m ruff format --quiet .

messages: .venv/dev          ## gather new strings, drop unused ones, compile what is translated
	@$(PYTHON_HERE) -m tests.harness.messages

statement: .venv/dev         ## the draft accessibility statement, from docs/accessibility.md
	@$(PYTHON_HERE) -m tests.harness.statement

review: .venv/dev            ## what people must check in the starter's texts, gathered from them: docs/subject-review.md
	@$(PYTHON_HERE) -m tests.harness.review

tools: .venv/dev             ## what tests need beside Python: install it, or say how
	@$(PYTHON_HERE) -m tests.harness.tools

lock:                        ## resolve again; ARGS=--upgrade takes newer versions
	@test -x .make/uv/bin/uv || { python=$$(.ci/find-python) && "$$python" -m venv .make/uv; }
	@.make/uv/bin/python -m pip --disable-pip-version-check install --quiet '$(UV)'
	$(COMPILE) $(ARGS) pyproject.toml --output-file requirements.txt
	$(COMPILE) $(ARGS) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt

clean:                       ## remove environments, caches and what tests left; var/ (the demo's data) stays
	rm -rf .venv .make .pytest_cache .ruff_cache .import_linter_cache .hypothesis tests/harness/node_modules

.venv/runtime: requirements.txt .ci/find-python
	@python=$$(.ci/find-python) && { test -x $(PYTHON_HERE) || "$$python" -m venv .venv; }
	@echo "Installing what the site needs (once)."
	@$(PIP) --requirement requirements.txt
	@touch $@

.venv/dev: .venv/runtime requirements-dev.txt
	@echo "Installing what the tests need (once)."
	@$(PIP) --requirement requirements-dev.txt
	@touch $@
