# The everyday commands. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BUILD := swift build --explicit-target-dependency-import-check error
# Without this SwiftPM compiles one dependency again on every change of command.
export SWIFT_DETERMINISTIC_HASHING := 1
SANITIZER ?= thread

# One file that needs no Swift where it runs, and starts sooner: no library to find, few relocations.
STATIC := --static-swift-stdlib --disable-local-rpath
ifeq ($(shell uname),Linux)
STATIC += -Xswiftc -use-ld=lld -Xlinker --no-export-dynamic -Xlinker -z -Xlinker pack-relative-relocs
endif

# Where `make install` puts things, below a folder that a packager names. BINARY is installed or packed instead of a release.
PREFIX ?= /usr/local
DESTDIR ?=
BINARY ?=

.PHONY: help setup run demo build test test-e2e conformance web faults sanitize lint format check screenshots bench static \
	release install uninstall deb deb-test clean

help: ## Lists these commands
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## Installs what is missing to build (asks for root only when something is)
	@.ci/setup build

run: setup ## Builds the program and opens it (on the built-in demo endpoint when there is no token)
	@$(BUILD) --product rushes
	@"$$($(BUILD) --show-bin-path)/rushes" $(ARGS)

demo: setup ## Builds the program and opens it on the built-in demo endpoint
	@$(BUILD) --product rushes
	@"$$($(BUILD) --show-bin-path)/rushes" --demo $(ARGS)

build: setup ## Builds everything, tests included
	$(BUILD) --build-tests

# One test after another: many of them start programs and listen on sockets, and two cores are soon too few.
test: build ## Runs every test (FILTER=name runs some)
	@set -o pipefail; env -u SWIFT_DETERMINISTIC_HASHING SWIFT_BACKTRACE=enable=no \
		swift test --skip-build --no-parallel --explicit-target-dependency-import-check error $(if $(FILTER),--filter $(FILTER)) \
		2>&1 | tee .build/tests.log || { .ci/failures .build/tests.log; exit 1; }

test-e2e: ## Runs the tests that drive the built program on a terminal
	@$(MAKE) test FILTER=EndToEndTests

conformance: setup ## Compares what is sent with the official Python client (FILTER="text-to-video fal-ai" runs some)
	@.ci/setup conformance
	@$(BUILD) --product rushes
	@Tests/Conformance/conformance.py "$$($(BUILD) --show-bin-path)/rushes" "$(FILTER)"

web: setup ## Uses the server from Node and from Chromium, and checks its OpenAPI description
	@.ci/setup web
	@$(BUILD) --product rushes
	@Tests/Web/run "$$($(BUILD) --show-bin-path)/rushes"

faults: setup ## Kills, hinders and starves the program, and counts what is lost (ARGS="--seed 7 --only kills" does some)
	@.ci/setup faults
	@$(BUILD) --product rushes
	@Tests/Faults/faults.py "$$($(BUILD) --show-bin-path)/rushes" $(ARGS)

sanitize: setup ## Runs the tests under a sanitizer (SANITIZER=address or thread; FILTER=name runs some)
	SWIFT_BACKTRACE=enable=no \
		swift test --sanitize=$(SANITIZER) --scratch-path .build-$(SANITIZER) --no-parallel $(if $(FILTER),--filter $(FILTER))

lint: ## Checks the format, and that no target imports what it does not declare
	swift format lint --strict --recursive --parallel Package.swift Sources Tests
	$(BUILD) --build-tests

format: ## Formats the code
	swift format --in-place --recursive --parallel Package.swift Sources Tests

check: test conformance web lint ## Everything that CI runs

screenshots: setup ## Draws the pictures in screenshots/ from the running program
	@.ci/setup screenshots
	@$(BUILD) --product rushes
	@.ci/screenshots "$$($(BUILD) --show-bin-path)/rushes"

bench: setup ## Measures the program against nano, vim, fzf, curl and nginx (ARGS="--quick keys" does some of it)
	@.ci/setup bench
	@$(MAKE) --no-print-directory static
	@Benchmarks/bench.py $(filter -%,$(ARGS)) .build-static/release/rushes $(filter-out -%,$(ARGS))

static: setup
	@RUSHES_COMMIT="$$(.ci/package commit)" \
		swift build -c release $(STATIC) --scratch-path .build-static --product rushes

release: setup ## Builds what make install installs: the program, its manual pages, its completions
	@.ci/setup release
	@$(if $(BINARY),,$(MAKE) --no-print-directory static)
	@.ci/package image "$(or $(BINARY),.build-static/release/rushes)"

install: ## Installs (PREFIX=$HOME/.local needs no root; with sudo, run make release first)
	@MAKE="$(MAKE)" .ci/package install "$(DESTDIR)$(PREFIX)"

uninstall: ## Removes what make install has put into PREFIX
	@.ci/package uninstall "$(DESTDIR)$(PREFIX)"

deb: release ## Makes a Debian package in .build-static
	@.ci/setup deb
	@.ci/package deb

deb-test: ## Installs the package in a Debian of its own and makes a video there (needs root; with sudo, run make deb first)
	@[[ "$$(id -u)" == 0 && ! -O . ]] || $(MAKE) --no-print-directory deb
	@.ci/setup deb-test
	@.ci/deb-test .build-static/rushes_*.deb

clean: ## Removes what was built
	rm -rf .build .build-static
