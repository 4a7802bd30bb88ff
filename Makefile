# Every target in one line; the work is done in scripts/.
PORT ?= 8000
PYTHON ?= $(shell scripts/find_python.sh)
ARGS ?=
ONLY ?=
JSON ?=
QUERIES ?=
PY := .venv/bin/python

.PHONY: run dev setup test browser heavy check format lock messages bench screenshots realfiles elasticsearch reset help

run:            ## install, prepare and serve on http://127.0.0.1:PORT
	@exec $(PYTHON) scripts/run.py run --port "$(PORT)"

dev:            ## the same data with autoreload and DEBUG
	@exec $(PYTHON) scripts/run.py dev --port "$(PORT)"

setup:          ## install and migrate, start nothing
	@exec $(PYTHON) scripts/run.py setup

test:           ## all checks and tests but those of the next two (ARGS goes to pytest)
	@$(PYTHON) scripts/run.py install-dev
	@exec $(PY) scripts/test.py $(ARGS)

browser:        ## what is tried in Chromium: walks, keyboard, axe (ARGS goes to pytest)
	@$(PYTHON) scripts/run.py install-dev
	@exec $(PY) scripts/test.py -m "browser and not heavy" $(ARGS)

heavy:          ## load, storms, servers and exports (ARGS goes to pytest)
	@$(PYTHON) scripts/run.py install-dev
	@exec $(PY) scripts/test.py -m heavy $(ARGS)

check:          ## style, layers, migrations, messages
	@$(PYTHON) scripts/run.py install-dev
	@exec $(PY) scripts/check.py

format:         ## write the style
	@$(PYTHON) scripts/run.py install-dev
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format --quiet . ; $(PY) -m djhtml --tabwidth 2 templates

messages:       ## collect and compile the message catalogues
	@$(PYTHON) scripts/run.py install-dev
	@exec $(PY) scripts/messages.py

lock:           ## write requirements/*.txt again
	@$(PYTHON) scripts/run.py install-dev
	@exec $(PY) scripts/lock.py

bench:          ## figures as ratios in one run (ONLY=name JSON=file)
	@$(PYTHON) scripts/run.py install-dev
	@exec $(PY) bench/run.py --only "$(ONLY)" --json "$(JSON)" --queries "$(QUERIES)"

screenshots:    ## pages at three widths into var/screenshots
	@$(PYTHON) scripts/run.py install-dev
	@exec $(PY) scripts/screenshots.py

realfiles:      ## files and pasted texts of many kinds: no crash, no word lost in silence (ARGS=--count=20)
	@$(PYTHON) scripts/run.py install-dev
	@exec $(PY) scripts/real_files.py $(ARGS)

elasticsearch:  ## a real node on loopback, in the background (ARGS=stop ends it)
	@exec $(PYTHON) scripts/search_node.py $(ARGS)

reset:          ## remove var/ after asking
	@exec $(PYTHON) scripts/run.py reset

help:           ## this list
	@grep -E '^[a-z]+: +##' Makefile | sed 's/: *##/	/' | expand -t 16
