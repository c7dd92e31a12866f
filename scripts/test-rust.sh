#!/bin/bash
# Runs the Rust tests, on SQLite and on a PostgreSQL that lives as long as they do.
set -euo pipefail
cd "$(dirname "$0")/.."

tests=(cargo test --workspace)
if cargo nextest --version >/dev/null 2>&1; then
  # Many tests wait for mail servers: twice as many at once as there are processors keep those busy.
  tests=(cargo nextest run --workspace --test-threads "$((2 * $(nproc)))")
fi

# A PostgreSQL that is already running can be named beforehand.
if [ -n "${GUICHET_TEST_POSTGRES:-}" ]; then
  "${tests[@]}"
else
  "${CARGO_TARGET_DIR:-target}/debug/with-postgres" "${tests[@]}"
fi
