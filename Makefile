# Two commands matter: `make run` and `make test`. `make help` lists the others.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

LISTEN ?= 127.0.0.1:8080
SMTP_LISTEN ?= 127.0.0.1:2525
DATA ?= ./data
DEMO_DATA ?= ./data/demo

# mold links several times faster; `make test` installs both.
ifneq (,$(and $(shell command -v clang),$(shell command -v mold)))
export RUSTFLAGS ?= -C linker=clang -C link-arg=-fuse-ld=mold
endif

CARGO_RUN := cargo run --quiet --package guichet-server --bin guichet --

# mold links faster; the client zenpy is installed in a virtual environment.
BUILD_PACKAGES := clang mold python3-venv
# The other database, the customers' mail servers, and the agents' browser.
TEST_PACKAGES := postgresql postfix dovecot-imapd dovecot-lmtpd chromium-headless-shell

WEB_PACKAGES := web/node_modules/.package-lock.json
WEB_APP := web/apps/workspace/dist/index.html
WEB_SOURCES := $(shell find web/apps web/packages -type f -not -path '*/node_modules/*' -not -path '*/dist/*')

.PHONY: help run demo build web test test-servers lint build-tests test-rust check-web build-programs zenpy-client test-zenpy test-browser screens bench openapi settings

help: ## List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: web ## Build everything and start the desk on http://localhost:8080 with its data in ./data
	cargo build --package guichet-server
	@echo "Mail is received by SMTP on $(SMTP_LISTEN). Stop with Ctrl-C."
	$(CARGO_RUN) serve --listen $(LISTEN) --smtp-listen $(SMTP_LISTEN) --data $(DATA)

demo: web ## Start a desk full of example tickets, in ./data/demo
	cargo build --package guichet-server
	$(CARGO_RUN) demo --data $(DEMO_DATA)
	$(CARGO_RUN) serve --listen $(LISTEN) --smtp-listen $(SMTP_LISTEN) --data $(DEMO_DATA)

build: web ## Build the release program, with the web app in it, as target/release/guichet
	cargo build --release --package guichet-server

web: $(WEB_APP) ## Build the web app

# Playwright drives Debian's Chromium; it need not bring browsers of its own.
$(WEB_PACKAGES): export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD = 1
$(WEB_PACKAGES): web/package-lock.json
	cd web && npm ci && touch node_modules/.package-lock.json

$(WEB_APP): $(WEB_PACKAGES) $(WEB_SOURCES) web/package.json scripts/precompress.mjs
	cd web && npm run build
	node scripts/precompress.mjs web/apps/workspace/dist

test: ## Install what the tests need, then run all of them
	scripts/install-packages.sh $(BUILD_PACKAGES)
	mkdir -p $(dir $(WEB_APP))
	$(MAKE) --jobs=4 build-programs check-web test-servers zenpy-client
	$(MAKE) test-rust test-zenpy test-browser
	@echo "All tests passed."

test-servers:
	scripts/install-packages.sh $(TEST_PACKAGES)

lint: web ## Check formatting and lints
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- --deny warnings

# One build for all tests: another choice of packages or targets would compile the dependencies again. It lints while
# it builds (this is how `cargo clippy` does it too): linting apart takes as long again, as it reads all dependencies.
# A program that is not built for release reads the web app when it is asked for it, so both can be built at once.
build-programs test-rust: export RUSTC_WORKSPACE_WRAPPER = clippy-driver
build-programs test-rust: export CLIPPY_ARGS = --deny__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__
build-programs:
	cargo fmt --all --check
	cargo build --workspace --all-targets

build-tests: build-programs web

test-rust: build-tests
	scripts/test-rust.sh

check-web: web
	cd web && npm run check && npm test

zenpy-client:
	tests/zenpy/install

test-zenpy: build-tests
	tests/zenpy/run $${CARGO_TARGET_DIR:-target}/debug/guichet

test-browser: build-tests
	cd web && npm run test:browser --workspaces --if-present

screens: build-tests ## Take a picture of every screen in every look, into web/e2e/results/screens
	cd web && GUICHET_EVERY_LOOK=1 npm run test:browser --workspace @guichet/e2e -- screens

bench: build ## Measure on 100 000 tickets, on both databases
	bench/run

openapi: $(WEB_PACKAGES) ## Write the API's document and the web app's types from it
	$(CARGO_RUN) openapi > web/packages/api/openapi.json
	cd web && npm run generate --workspace @guichet/api --if-present

settings: ## Write docs/settings.md
	$(CARGO_RUN) settings-reference > docs/settings.md
