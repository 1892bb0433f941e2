#!/usr/bin/env bash
# Stock tools agree with ours: takes the line from keys to receipt once, and has unzip, 7z, zipfile, age and securesystemslib read it.
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/needs.sh

need_packages unzip p7zip-full python3 python3-venv age
tools=target/tools/outside
if ! [ -x $tools/bin/python3 ] || ! $tools/bin/python3 -c 'import securesystemslib' 2>/dev/null; then
  python3 -m venv $tools
  $tools/bin/pip install -q --disable-pip-version-check 'securesystemslib[crypto]==1.6.0'
fi
cargo build --release --locked -q --bins
programs=$PWD/target/release
bash tests/line.sh "$programs" target/tools/line
$tools/bin/python3 tests/outside.py target/tools/line
