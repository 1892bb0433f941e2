# Sourced by installer/try.sh and tests/run.sh: installs what is missing on Debian 12, and nothing that is there.

RUST_MIN=1.95

say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }

# not_tried WHAT: says what this machine could not try. tests/run.sh, which sets FOOTHOLD_UNTRIED, says it once more at its end.
not_tried() {
  echo "NOT TRIED: $*" >&2
  [ -z "${FOOTHOLD_UNTRIED:-}" ] || echo "NOT TRIED: $*" >>"$FOOTHOLD_UNTRIED"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# need_packages NAME...: installs the Debian packages that are not installed yet.
need_packages() {
  local missing=() name
  for name in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || { echo "Please install: ${missing[*]}" >&2; return 1; }
  say "Installing ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive sh -c \
    'apt-get update -qq && exec apt-get install -yqq --no-install-recommends -o Dpkg::Use-Pty=0 "$@"' sh "${missing[@]}" >/tmp/foothold-apt.log 2>&1 ||
    { tail -n 20 /tmp/foothold-apt.log >&2; return 1; }
}

# True if the Rust on the path is new enough and has all the parts named.
rust_is_there() {
  local tool have
  for tool in rustc cargo "$@"; do command -v "$tool" >/dev/null || return 1; done
  have=$(rustc --version 2>/dev/null | awk '{print $2}') || return 1
  [ "$(printf '%s\n%s\n' "$RUST_MIN" "$have" | sort -V | head -n 1)" = "$RUST_MIN" ]
}

# need_rust [rustfmt] [cargo-clippy]: the Rust that is there if it is new enough, else Debian's newest.
need_rust() {
  export PATH="$HOME/.cargo/bin:$PATH"
  rust_is_there "$@" && return 0
  local packages=(rustc-web cargo-web) tool
  for tool in "$@"; do
    case $tool in
      rustfmt) packages+=(rustfmt-web) ;;
      cargo-clippy) packages+=(rust-web-clippy) ;;
    esac
  done
  need_packages "${packages[@]}"
  hash -r
  rust_is_there "$@" || { echo "Foothold needs Rust $RUST_MIN or newer; this machine has $(rustc --version 2>&1)." >&2; return 1; }
}

# What every build needs: a C compiler for SQLite and zstd, the sound library, and an assembler for AV1 (without it:
# `--no-default-features --features player`, and AV1 plays slowly).
need_build_tools() {
  need_packages gcc libc6-dev pkg-config libasound2-dev nasm ca-certificates
}
