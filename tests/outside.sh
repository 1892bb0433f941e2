#!/usr/bin/env bash
# Stock tools agree with ours: makes a small journey, and has unzip, 7z, zipfile, age and securesystemslib read it.
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/needs.sh

need_packages unzip p7zip-full python3 python3-venv age
tools=target/tools/outside
if ! [ -x $tools/bin/python3 ] || ! $tools/bin/python3 -c 'import securesystemslib' 2>/dev/null; then
  python3 -m venv $tools
  $tools/bin/pip install -q --disable-pip-version-check 'securesystemslib[crypto]==1.6.0'
fi
out=target/tools/journey
rm -rf $out
cargo run --release --locked -q --example journey -- --out $out --stations 2 --learners 4 --days 2 --seed 7
$tools/bin/python3 tests/outside.py $out
