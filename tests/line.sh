#!/usr/bin/env bash
# The straight line by the three programs' own commands: keys, kit, pack, approval, set-up, import, a learner, an
# export, the merge, the receipt. Leaves everything in FOLDER.
#   line.sh PROGRAMS FOLDER
set -euo pipefail
programs=$(realpath "$1")
course=$PWD/content-packs/looking-for-work
rm -rf "$2"
mkdir -p "$2/stick"
cd "$2"
export FOOTHOLD_OFFICE=$PWD/office FOOTHOLD_HOME=$PWD/station
office() { "$programs/foothold-office" "$@"; }
station() { "$programs/foothold" "$@"; }
echo "a passphrase for tests only" >pass
staff=(--staff "Alex Morgan" --passphrase-file pass)

office init --agency "State Corrections" --name "Records office" --facility north="North facility" --prefix org.foothold --no-passphrase
office kit north
"$programs/foothold-pack" build "$course" -o course.fpack --key office/keys/publisher.key
office approve course.fpack
cat >answers.toml <<END
kit = "office/kits/north"
fingerprint = "$(grep -oE '([0-9A-Z]{5}-){3}[0-9A-Z]{5}' office/kits/north-page-to-print.txt | head -n 1)"
station = "Classroom 1"
administrator = "Alex Morgan"
passphrase_file = "pass"
recovery_code_file = "recovery.txt"
END
station setup --answers answers.toml
station notice office/notice "${staff[@]}"
station import course.fpack "${staff[@]}"
station learner add --name "Sam Rivera" --number 1001 "${staff[@]}"
station export --to stick "${staff[@]}"
office open stick --apply
office confirm "Classroom 1"
office open stick --apply
for receipt in office/notice/*.freceipt; do station receipt "$receipt" "${staff[@]}"; done
station export --to stick "${staff[@]}"
office open stick --apply
station status
