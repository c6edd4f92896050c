# Everything one does with the site. “make” alone lists it; HOST, PORT, PUBLIC_URL, DATABASE_URL, VAR_DIR and the rest come
# from the environment or from .env (see .env.example).

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
LOCK := $(BIN)/uv pip compile -q --generate-hashes --universal --python-version 3.12 --no-emit-index-url --no-header pyproject.toml
TESTS ?=
CHECKS := check-format check-lint check-types check-templates check-settings check-migrations check-catalogs check-secrets check-dependencies

.DEFAULT_GOAL := help
.PHONY: help demo dev test test-browser test-long test-unsettled bench bench-search check $(CHECKS) format migrations messages lock screenshots string-pictures handbook-pictures clean reset venv venv-dev

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' Makefile

demo: venv ## Set everything up and serve the site on http://localhost:8000
	@exec $(BIN)/python -m expo_site.demo

dev: venv-dev ## Serve with debugging and auto-reload, on the same database
	@$(MANAGE) compile_catalogs
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_content
	@DEBUG=true exec $(MANAGE) runserver $${PORT:-8000}

test: venv-dev ## Run the tests, on PostgreSQL (TESTS=tests/site for some of them)
	@$(BIN)/python -m pytest -n auto -m "not browser and not long and not bench and not unsettled" --ignore tests/browser $(TESTS)

test-browser: venv-dev ## Run the tests that look at pages in headless Chromium
	@$(BIN)/python -m pytest -n 2 -m "not long and not unsettled" $(if $(TESTS),$(TESTS),tests/browser)

test-long: venv-dev ## Run the tests that take minutes
	@$(BIN)/python -m pytest -n auto -m "long and not unsettled" $(TESTS) || [ $$? -eq 5 ]

test-unsettled: venv-dev ## Run the tests that have not been seen to pass yet: mend them or what they test
	@$(BIN)/python -m pytest -n 1 -m unsettled $(TESTS) || [ $$? -eq 5 ]

bench: venv-dev ## Measure: pages, servers side by side, publishing, failures (PARTS=throughput for some)
	@$(BIN)/python -m pytest -n 0 -m bench $(TESTS)
	@$(BIN)/python -W ignore -m scripts.bench $(PARTS)

bench-search: venv-dev ## Measure search at 10,000 pages in both languages (PAGES=2000 for fewer)
	@$(BIN)/python -m scripts.bench_search

check: $(CHECKS) ## Format, lint, types, templates, production settings, migrations, catalogs, secrets, dependencies
	@echo "All checks passed."

check-format: venv-dev
	@$(BIN)/ruff format --check --quiet . || { echo "Not formatted (see above): run “make format”."; exit 1; }

check-lint: venv-dev
	@$(BIN)/ruff check --quiet .

check-types: venv-dev
	@$(BIN)/mypy --no-error-summary

check-templates: venv-dev
	@said=$$($(BIN)/djangofmt --check templates 2>&1) || { echo "$$said"; echo "Run “make format”."; exit 1; }
	@$(BIN)/djlint --lint --quiet templates

check-settings: venv-dev
	@ENVIRONMENT=production DEBUG=false PUBLIC_URL=https://expo.example.org \
		EMAIL_URL=smtp+tls://user:password@mail.example.org:587 ALLOWED_HOSTS=expo.example.org TRUSTED_PROXIES=127.0.0.1 \
		SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(MANAGE) check --deploy --fail-level WARNING --verbosity 0

check-migrations: venv-dev
	@$(MANAGE) makemigrations --check --dry-run --verbosity 1
	@$(BIN)/python -m scripts.lint_migrations || { echo "A migration locks or loses (see above): docs are in scripts/lint_migrations.py."; exit 1; }

check-catalogs: venv-dev
	@$(MANAGE) check_catalogs

check-secrets: venv-dev
	@$(BIN)/python -m scripts.find_secrets

check-dependencies: venv-dev
	@$(BIN)/python -m scripts.audit_dependencies

format: venv-dev ## Format Python and templates, and mend what the linter can
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@$(BIN)/djangofmt --quiet templates

migrations: venv-dev ## Write the migrations that changed models need
	@$(MANAGE) makemigrations

messages: venv-dev ## Bring the catalogs up to date with the sources
	@$(MANAGE) messages

lock: venv-dev ## Resolve the dependencies of pyproject.toml anew
	@$(LOCK) -o requirements.txt
	@$(LOCK) --extra s3 -o requirements-s3.txt
	@$(LOCK) --group dev -c requirements.txt -o requirements-dev.txt

screenshots: venv-dev ## Make the pictures of the README anew
	@$(BIN)/python scripts/make_screenshots.py

string-pictures: venv-dev ## Take the pictures of interface strings that translators see, anew
	@STRING_PICTURES_ANEW=true $(BIN)/python -m pytest -q -n 0 tests/browser/test_string_pictures.py

handbook-pictures: venv-dev ## Take the pictures of the staff's handbook anew
	@HANDBOOK_PICTURES_ANEW=true $(BIN)/python -m pytest -q -n 0 tests/browser/test_handbook.py -k names_and_pictures

clean: ## Remove what can be made again: .venv, caches, compiled catalogs, collected files (not the database)
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis "$${VAR_DIR:-var}/static"
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find locale -name '*.mo' -exec rm -f {} +

reset: venv ## Throw away the demo: bundled database, accounts, uploads
	@$(BIN)/python -m expo_site.local_postgres erase
	@rm -rf "$${VAR_DIR:-var}"

venv:
	@sh scripts/make_venv.sh requirements.txt

venv-dev:
	@sh scripts/make_venv.sh requirements-dev.txt
