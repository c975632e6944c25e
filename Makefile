# The verbs of the handbook: `make help` lists them. They need git, make and Python 3.11 or newer; the rest is
# installed into .venv the first time. Works with GNU make 3.81, which macOS has.

PYTHON ?= python3
RUN = .venv/bin/python

# Installs groups of requirements/, or does nothing when they are installed.
INSTALL = command -v $(PYTHON) >/dev/null || { \
	echo "error: there is no $(PYTHON) here: install Python 3.11 or newer, or name it: make PYTHON=python3.12 $@" >&2; \
	exit 1; }; $(PYTHON) requirements/install.py

# Versions stay as they are in the compiled files unless `upgrade=yes` is given.
COMPILE = .venv/bin/uv pip compile --quiet --no-config --no-python-downloads --custom-compile-command "make lock" \
	--universal --python-version 3.11 --fork-strategy fewest --no-build --generate-hashes $(if $(upgrade),--upgrade)
COMPILE_NPM = .venv/bin/npm $(if $(upgrade),update,install) --package-lock-only --ignore-scripts --no-audit --no-fund

# The dates in the site are the commit's, so that the same commit gives the same bytes.
DATED = epoch=$$(git log -1 --format=%ct 2>/dev/null) && export SOURCE_DATE_EPOCH="$${SOURCE_DATE_EPOCH:-$$epoch}";
BUILD = $(DATED) $(RUN) -m macros build

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve build pdf epub offline release check diff test examples new rename practice stale links format properdocs zensical lock clean

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## show the handbook in a browser, and every edit as soon as it is saved
	@$(INSTALL) site
	@$(RUN) -m macros serve

build: ## write the handbook to site/, as it is published
	@$(INSTALL) site
	@$(BUILD)

pdf: build ## make a book of it: site/downloads/ml-engineer-handbook.pdf; for American sheets: make pdf paper=letter
	@$(INSTALL) site book
	@$(DATED) $(RUN) -m macros pdf $(if $(filter letter,$(paper)),--paper letter)

epub: build ## make a book for reading devices: site/downloads/ml-engineer-handbook.epub
	@$(INSTALL) site book
	@$(DATED) $(RUN) -m macros epub

offline: build ## pack it into an archive that opens without a network: site/downloads/ml-engineer-handbook.zip
	@$(DATED) $(RUN) -m macros offline

release: build ## write everything that a deployment publishes: the pages and all downloads, with their checksums
	@$(INSTALL) site book
	@$(DATED) $(RUN) -m macros pdf && $(RUN) -m macros epub && $(RUN) -m macros offline
	@$(RUN) -m macros parity
	@cat site/SHA256SUMS

check: ## lint, types, workflows, records and pages: what is wrong, and where
	@$(INSTALL) site test
	$(RUN) -m ruff check --quiet
	$(RUN) -m ruff format --check --quiet
	$(RUN) -m mypy
	.venv/bin/zizmor --offline --pedantic --quiet .github
	$(RUN) -m macros check --strict
	$(RUN) -m macros format --check

test: check ## everything that must pass before a change goes in: check, then the tests
	@$(INSTALL) judges properdocs book examples practice links
	@$(RUN) -m tests.browser.chromium
	$(RUN) -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

# What is typed after these verbs reaches the program as it was typed: through the environment, where neither make nor
# a shell reads it as anything else. Left to itself, make would first carry out every $(...) in it.
unexport kind id from to on
export HANDBOOK_KIND = $(value kind)
export HANDBOOK_ID = $(value id)
export HANDBOOK_FROM = $(value from)
export HANDBOOK_TO = $(value to)
export HANDBOOK_ON = $(value on)

examples: ## run the worked examples again and keep what they give; one alone: make examples id=its-id
	@$(INSTALL) site examples
	@$(RUN) -m macros examples -- $${HANDBOOK_ID:+"$$HANDBOOK_ID"}

new: ## begin a record: make new kind=tool id=polars
	@test -n "$$HANDBOOK_KIND" && test -n "$$HANDBOOK_ID" || { \
		echo "error: say which: make new kind=tool id=polars" >&2; exit 2; }
	@$(INSTALL) site
	@$(RUN) -m macros new -- "$$HANDBOOK_KIND" "$$HANDBOOK_ID"

rename: ## give a record another id everywhere: make rename kind=tool from=a to=b
	@test -n "$$HANDBOOK_KIND" && test -n "$$HANDBOOK_FROM" && test -n "$$HANDBOOK_TO" || { \
		echo "error: say which: make rename kind=tool from=a to=b" >&2; exit 2; }
	@$(INSTALL) site
	@$(RUN) -m macros rename -- "$$HANDBOOK_KIND" "$$HANDBOOK_FROM" "$$HANDBOOK_TO"

practice: ## work on an exercise: make practice id=ID; without an id, list them
	@$(INSTALL) site practice
	@$(RUN) -m macros practice -- $${HANDBOOK_ID:+"$$HANDBOOK_ID"} || test $$? = 3

diff: ## say what changed in data, pages and code, in meaning: make diff from=REVISION (HEAD)
	@$(INSTALL) site
	@$(RUN) -m macros diff $${HANDBOOK_TO:+--to="$$HANDBOOK_TO"} -- "$${HANDBOOK_FROM:-HEAD}"

stale: ## say which facts are to be checked again: make stale on=2027-01-31 (today)
	@$(INSTALL) site
	@$(RUN) -m macros stale $${HANDBOOK_ON:+--on="$$HANDBOOK_ON"}

links: ## ask whether the addresses outside still lead to what they did; kept in .links.json
	@$(INSTALL) site links
	@$(RUN) -m macros links --cache .links.json

format: ## put records and code into the form that check asks for
	@$(INSTALL) site test
	$(RUN) -m macros format
	$(RUN) -m ruff format --quiet
	$(RUN) -m ruff check --fix --quiet
properdocs: ## write the handbook to site-properdocs/ with ProperDocs, which continues MkDocs
	@$(INSTALL) site properdocs
	@$(BUILD) --generator properdocs --site-dir site-properdocs

zensical: build ## write it to site-zensical/site/ with Zensical, the theme's successor, and compare
	@$(INSTALL) zensical
	@rm -rf site-zensical
	$(RUN) -m macros markdown --to site-zensical
	.venv/bin/zensical build --strict --config-file site-zensical/mkdocs.yml
	$(RUN) benchmarks/same_pages.py site site-zensical/site

lock: ## compile requirements/*.in to *.txt; to newer versions: make lock upgrade=yes
	@$(INSTALL) lock
	$(COMPILE) requirements/site.in --output-file requirements/site.txt
	$(COMPILE) requirements/test.in --output-file requirements/test.txt
	$(COMPILE) requirements/judges.in --output-file requirements/judges.txt
	$(COMPILE) requirements/examples.in --output-file requirements/examples.txt
	$(COMPILE) requirements/practice.in --output-file requirements/practice.txt
	$(COMPILE) requirements/book.in --output-file requirements/book.txt
	$(COMPILE) requirements/links.in --output-file requirements/links.txt
	$(COMPILE) requirements/properdocs.in --output-file requirements/properdocs.txt
	$(COMPILE) requirements/zensical.in --output-file requirements/zensical.txt
	$(COMPILE) requirements/lock.in --output-file requirements/lock.txt
	$(COMPILE_NPM) --prefix requirements/judges

clean: ## remove what the other verbs made
	rm -rf .venv site .links.json .site-* site-properdocs site-zensical .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
