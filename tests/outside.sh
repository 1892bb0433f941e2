#!/usr/bin/env bash
# Stock tools agree with ours: takes the line from keys to receipt once, and has unzip, 7z, zipfile, age and securesystemslib read it.
# A certificate is checked by openbadgeslib and by Digital Bazaar's suites; the check page is driven in Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/needs.sh

need_packages unzip p7zip-full python3 python3-venv age
tools=target/tools/outside
if ! [ -x $tools/bin/python3 ] || ! $tools/bin/python3 -c 'import securesystemslib, openbadgeslib, pyld' 2>/dev/null; then
  python3 -m venv $tools
  $tools/bin/pip install -q --disable-pip-version-check 'securesystemslib[crypto]==1.6.0' openbadgeslib==4.6.3 PyLD==3.3.0
fi
cargo build --release --locked -q --bins
programs=$PWD/target/release
bash tests/line.sh "$programs" target/tools/line
$tools/bin/python3 tests/outside.py target/tools/line

credentials=$PWD/target/tools/credentials
FOOTHOLD_CREDENTIALS=$credentials cargo test --locked -q --test all office::credential::the_code_on_paper
$tools/bin/python3 tests/outside_credential.py "$credentials"
# Debian's Node.js and Chromium, or those that are there; where they cannot be had, it is said.
if command -v npm >/dev/null && need_packages chromium || need_packages chromium nodejs npm; then
  npm=$PWD/target/tools/npm
  mkdir -p "$npm"
  echo '{"private":true,"type":"module"}' >"$npm/package.json"
  npm install --prefix "$npm" --no-audit --no-fund --ignore-scripts --loglevel error playwright-core@1.64.1 \
    @digitalbazaar/vc@7.3.0 @digitalbazaar/data-integrity@2.5.0 @digitalbazaar/eddsa-rdfc-2022-cryptosuite@1.3.0 \
    @digitalbazaar/ed25519-multikey@1.3.1 jsonld-signatures@11.6.0
  node tests/outside_credential.mjs "$credentials" "$npm"
  node tests/check_page.mjs "$credentials" "$npm"
else
  echo "SKIPPED: Digital Bazaar's suites and the check page in Chromium (no Node.js, npm or Chromium to be had)"
fi
