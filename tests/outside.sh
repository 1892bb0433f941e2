#!/usr/bin/env bash
# Stock tools agree with ours: takes the line from keys to receipt once, and has unzip, 7z, zipfile, age and securesystemslib read it.
# Certificates and a learner record are checked by openbadgeslib and by Digital Bazaar's suites, their paper by pdf_oxide,
# xAPI statements by Learning Locker's validation; the check page is driven in Chromium, before a film of a certificate
# in the place of a camera.
#   tests/outside.sh [FOLDER-OF-PROGRAMS]     all of it, with a release build or the programs that are there
#   tests/outside.sh --certificates FOLDER    only openbadgeslib and pdf_oxide, with what `cargo test` left with FOOTHOLD_CREDENTIALS=FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/needs.sh

need_packages python3 python3-venv
tools=target/tools/outside
if ! $tools/bin/python3 -c 'import securesystemslib, openbadgeslib, pyld, rfc8785, pdf_oxide' 2>/dev/null; then
  python3 -m venv $tools
  $tools/bin/pip install -q --disable-pip-version-check 'securesystemslib[crypto]==1.6.0' openbadgeslib==4.6.3 PyLD==3.3.0 \
    rfc8785==0.1.4 pdf_oxide==0.3.78
fi
if [ "${1:-}" = --certificates ]; then
  exec $tools/bin/python3 tests/outside_credential.py "$2"
fi
need_packages unzip p7zip-full age ffmpeg poppler-utils
programs=${1:-$PWD/target/release}
[ $# -gt 0 ] || cargo build --release --locked -q --bins
bash tests/line.sh "$programs" target/tools/line
$tools/bin/python3 tests/outside.py target/tools/line

credentials=$PWD/target/tools/credentials
FOOTHOLD_CREDENTIALS=$credentials cargo test --locked -q --test all -- office::credential:: office::bad_certificates:: office::xapi::
$tools/bin/python3 tests/outside_credential.py "$credentials"
# What a camera sees of a certificate in a hand: its corner, a little turned, grainy.
pdftoppm -r 220 -x 130 -y 130 -W 960 -H 720 -png -singlefile "$credentials/certificate.pdf" "$credentials/seen"
ffmpeg -loglevel error -y -i "$credentials/seen.png" -q:v 4 "$credentials/seen.jpg"
ffmpeg -loglevel error -y -loop 1 -i "$credentials/seen.png" -t 2 -r 10 \
  -vf "rotate=0.05:fillcolor=white,noise=alls=10:allf=t,format=yuv420p" "$credentials/camera.y4m"
# Debian's Node.js and Chromium, or those that are there; where they cannot be had, it is said.
if command -v npm >/dev/null && need_packages chromium || need_packages chromium nodejs npm; then
  npm=$PWD/target/tools/npm
  mkdir -p "$npm"
  echo '{"private":true,"type":"module"}' >"$npm/package.json"
  npm install --prefix "$npm" --no-audit --no-fund --ignore-scripts --loglevel error playwright-core@1.55.1 \
    @digitalbazaar/vc@7.3.0 @digitalbazaar/data-integrity@2.5.0 @digitalbazaar/eddsa-rdfc-2022-cryptosuite@1.3.0 \
    @digitalbazaar/ed25519-multikey@1.3.1 jsonld-signatures@11.6.0 @learninglocker/xapi-validation@3.0.0
  node tests/outside_credential.mjs "$credentials" "$npm"
  node tests/outside_xapi.mjs "$credentials" "$npm"
  node tests/check_page.mjs "$credentials" "$npm"
else
  not_tried "Digital Bazaar's suites, xAPI and the check page in Chromium (no Node.js, npm or Chromium to be had)"
  # Root could have installed them: where the tools are asked for, that is a fault.
  [ -z "${FOOTHOLD_NEEDS_TOOLS:-}" ] || [ "$(id -u)" != 0 ] || exit 1
fi
