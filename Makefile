# The commands of this project. `make demo` and `make test` need nothing but make and a network.

ifeq ($(wildcard .python-version),)
$(error run make in the project's folder)
endif

RUN = .venv/bin
TEMPLATES = $(shell git ls-files '*.html')

.PHONY: help setup demo demo-reset test test-long test-faults test-mutants bench bench-ladder bench-load bench-log check sbom format clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | expand -t 14

setup: ## Install everything that developers need into .venv
	@sh scripts/setup.sh dev

demo: ## Serve three demo organizations; PORT=8000 chooses the port
	@sh scripts/setup.sh demo
	@exec $(RUN)/python -m scripts.demo

demo-reset: ## Throw the demo's data away; the next `make demo` starts over
	@sh scripts/setup.sh demo
	@exec $(RUN)/python -m scripts.demo --reset

test: setup ## Run all tests; ARGS="-k word" chooses
	$(RUN)/pytest $(ARGS)

FAULTS = tests/faults tests/organizations/test_outbox_worker.py tests/imports/test_faults.py tests/imports/test_restarts.py \
	tests/members/test_faults.py tests/members/test_restarts.py tests/imports/test_undo_generated.py
MUTANTS = tests/stpnet/test_walls_off.py

test-long: setup ## Run the tests that take long, but those of the two commands below
	$(RUN)/pytest -n 0 -s -m slow $(foreach each,$(FAULTS) $(MUTANTS),--ignore=$(each)) $(ARGS)

test-faults: setup ## Kill, restart and fill up servers in the middle of work, many times. STPNET_FAULTS=0.2 does a fifth
	$(RUN)/pytest -n 0 -s -m slow $(FAULTS) $(ARGS)

test-mutants: setup ## Switch each wall between organizations off in turn: the tests of the walls have to notice
	$(RUN)/pytest -n 0 -s -m slow $(MUTANTS) $(ARGS)

bench-log: setup ## Measure the short log in a browser: taps, bytes, before scripts, with a poor signal
	$(RUN)/python -m bench.log_page

bench-ladder: ## Measure what dashboards ask among 100,000 people and a million changes; PEOPLE=10000 asks fewer
	@sh scripts/setup.sh bench
	$(RUN)/python -m bench.ladder $(or $(PEOPLE),100000)

bench-load: ## Let fifty people ask for pages of 21 organizations for a minute; about ten minutes with what is stored for it
	@sh scripts/setup.sh bench
	$(RUN)/python -m bench.load

bench: ## Measure what must be quick, all sides in one process; ROWS=5000 PEOPLE=20000 choose the sizes. See docs/bench.md
	@sh scripts/setup.sh bench
	$(RUN)/python -m bench.importing $(ROWS)
	$(RUN)/python -m bench.duplicates $(PEOPLE)
	$(RUN)/python -m bench.search $(PEOPLE)
	$(RUN)/python -m bench.people $(PEOPLE)
	$(RUN)/python -m bench.exporting $(PEOPLE)
	$(RUN)/python -m bench.ladder
	$(RUN)/python -m bench.reports

check: setup ## Lint, types, import direction, templates, migrations, settings, safety
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	@echo "djade and djhtml --check, all templates"
	@$(RUN)/djade --check --target-version 6.1 $(TEMPLATES)
	@$(RUN)/djhtml --check $(TEMPLATES)
	$(RUN)/python manage.py makemigrations --check --dry-run
	sh scripts/check_deploy.sh
	sh scripts/check_safety.sh

sbom: setup ## Write the list of everything that a site is made of to var/sbom.json (CycloneDX)
	@mkdir -p var
	$(RUN)/python -m scripts.sbom var/sbom.json

format: setup ## Let the tools lay out code and templates
	$(RUN)/ruff check --fix .
	$(RUN)/ruff format .
	-$(RUN)/djade --target-version 6.1 $(TEMPLATES)
	-$(RUN)/djhtml $(TEMPLATES)

clean: ## Remove the environment and all caches; the demo's data stay
	rm -rf .venv .uv .uv-cache .uv-python .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
