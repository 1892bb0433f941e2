#!/usr/bin/env bash
# Long runs over the parsers with cargo-fuzz (installs it if it is missing). A nightly Rust is used where there is one;
# a stable one is told to take the compiler's fuzzing switches all the same.
#   fuzz/run.sh              ten minutes for each target
#   fuzz/run.sh all 60       one minute for each
#   fuzz/run.sh film 3600    one target for an hour
# The seeds are the media files of the tests and the starter course; what is found stands in fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")"
command -v cargo-fuzz >/dev/null || cargo install --locked cargo-fuzz
if cargo +nightly --version >/dev/null 2>&1; then export RUSTUP_TOOLCHAIN=nightly; else export RUSTC_BOOTSTRAP=1; fi
seconds=${2:-600}
targets=${1:-all}
[ "$targets" != all ] || targets="film sound picture captions pdf epub reading pack envelope export event course"
media=../tests/media course=../content-packs/looking-for-work/course

seed() { # seed TARGET FILE...
  local target=$1 file
  shift
  mkdir -p "corpus/$target"
  for file in "$@"; do [ ! -f "$file" ] || cp -n "$file" "corpus/$target/"; done
}
seed film $media/tiny*.mp4 $media/tiny*.webm $media/cavlc.mp4 $media/grain.mp4
seed sound $media/tiny.m4a $media/tiny.mp3 $media/tiny.flac $media/tiny.wav $media/tiny.ogg $media/tiny.opus
seed picture "$course"/pictures/*.png
seed captions "$course"/video/*.vtt
seed reading "$course"/readings/*.md

for target in $targets; do
  # Without -O every crate is built with its debugging on, whatever Cargo.toml says: the AV1 decoder is then a hundred
  # times slower and every film with it "too slow".
  # re_rav1d 0.1.3 loses 48 bytes when it gives a picture and again when that is dropped (`dav1d_get_picture`,
  # `dav1d_picture_unref`): of films no leak is told.
  leaks=1
  [ "$target" != film ] || leaks=0
  ASAN_OPTIONS=detect_leaks=$leaks cargo fuzz run -O "$target" -- -max_total_time="$seconds" -rss_limit_mb=1500 -timeout=30 -max_len=200000
done
