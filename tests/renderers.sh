#!/usr/bin/env bash
# Every screen of the player and of the office's window drawn by OpenGL and by the software painter, in real windows on
# virtual displays, compared pixel by pixel. A pixel differs if a channel is more than 3 % off; a screen may have 1 in
# 2,000 that do (edges of letters and curves, which OpenGL's own drivers round differently too). A film is scaled by other
# means, which shows at its edges: 20 %. Of a station's own page its free space and its fingerprint are left out, and
# everywhere how long ago something was saved; what else is by chance, each visit hides by itself.
# To the starter course comes a small second one, built here with the foothold-pack beside the program.
#   tests/renderers.sh FOOTHOLD STARTER-FOLDER [FOLDER FOR THE PICTURES]
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/station.sh
program=$1
out=${3:-$(mktemp -d)}
rm -rf "$out"/{glow,software,starter,garden,office,walk,carried,sealed}
mkdir -p "$out"/{glow,software,starter,carried}
cp "$2"/*.fpack "$out/starter"

beside=$(dirname "$program")
python3 tests/renderers_course.py "$out/garden"
build_garden() { "$beside/foothold-pack" build "$out/garden" -o "$1" --key "$2"; }
"$beside/foothold-pack" keygen --out "$out/garden/publisher.key" --no-passphrase >/dev/null
build_garden "$out/starter/garden.fpack" "$out/garden/publisher.key"
export FOOTHOLD_STARTER=$out/starter
# And a station whose office lets words leave that a learner chose, with two learners who may be one person; on a stick
# the notice and the course that come next.
make_station "$beside" "$out/office" free_text=reviewed
TOUR_PIN=$(add_learner "Ana Ruiz" 1 --birth-year 1988)
export TOUR_PIN
add_learner "ruiz, ana" 2 --birth-year 1988 >/dev/null
build_garden "$out/carried/garden.fpack" "$out/office/office/keys/publisher.key"
office approve "$out/carried/garden.fpack" >/dev/null
cp -r "$out/office/office/notice" "$out/carried/notice"

# visit PROGRAM NAME [STICK]: both painters, in folders of the same names. The second's stick and home stay in $out/walk.
visit() {
  for renderer in glow software; do
    echo "$renderer: $2"
    rm -rf "$out/walk"
    mkdir "$out/walk"
    [ -z "${3:-}" ] || cp -r "$3" "$out/walk/STICK"
    case $2 in
      station) cp -r "$out/office/walk/home" "$out/walk/home" ;;
      files | office) cp -r "$out/office/office" "$out/walk/office" ;;
    esac
    FOOTHOLD_DRIVES=$out/walk/STICK dbus-run-session -- bash installer/walk.sh "$beside/$1" "$out/walk" "$out/$renderer" "$2" \
      --renderer $renderer
  done
}
visit foothold tour
visit foothold station "$out/carried"
mkdir -p "$out/sealed"
find "$out/walk/STICK" -name '*.fexport' -exec cp {} "$out/sealed" \;
for folder in "$out"/{glow,software}; do
  mogrify -fill white -draw "rectangle 860,40 1045,80" "$folder"/*.png # how long ago something was saved
  # when a page of the journal was saved
  mogrify -fill white -draw "rectangle 195,540 540,568" "$folder/journal-written.png"
  mogrify -fill white -draw "rectangle 195,593 540,622" "$folder/rules-journal.png"
  mogrify -fill white -draw "rectangle 450,320 620,360 rectangle 260,535 620,575" "$folder/desk-station.png"
done

visit foothold-office new-office
visit foothold-office files "$out/sealed"
office open "$out/sealed" --apply >/dev/null
office confirm "Desk 1" >/dev/null
visit foothold-office office "$out/sealed"

status=0 seen=0
for picture in "$out"/glow/*.png; do
  name=$(basename "$picture" .png)
  case $name in lesson-video | film-*) fuzz=20% ;; *) fuzz=3% ;; esac
  off=$(compare -metric AE -fuzz $fuzz "$picture" "$out/software/$name.png" "$out/$name-off.png" 2>&1 || true)
  worst=$(compare -metric PAE "$picture" "$out/software/$name.png" null: 2>&1 || true)
  printf '%-22s %8s pixels off, the worst by %s\n' "$name" "$off" "$worst"
  seen=$((seen + 1))
  awk -v off="$off" 'BEGIN { exit !(off <= 1366 * 768 / 2000) }' || status=1
done
distinct=$(sha256sum "$out"/software/*.png | awk '{ print $1 }' | sort -u | wc -l)
echo "$seen screens, $distinct of them different ones; the pictures are in $out"
[ "$distinct" -ge 125 ] || { echo "the tour did not reach enough screens" >&2; status=1; }
exit $status
