#!/usr/bin/env bash
# The registry's tests on real PostgreSQL 15 servers, which are made in a temporary folder, listen on free local ports,
# and are stopped and deleted again. One is for all tests; one is there to be killed; one has a disk of 32 MB; one is
# backed up, and brought back as another.
#   tests/postgres.sh [WHAT cargo test GETS]
#   tests/postgres.sh --run COMMAND…     runs a command beside the servers, with the same environment
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/needs.sh

bin=/usr/lib/postgresql/15/bin
if ! [ -x $bin/initdb ]; then
  # Without this Debian would start a server of its own, for all, at once and at every start of the computer.
  if ! [ -e /etc/postgresql-common/createcluster.conf ]; then
    as_root mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  need_packages postgresql-15
fi
need_packages openssl procps

# A server refuses to run as root. In a root folder that is closed to all others (as `mktemp -d` makes one) its user gets
# leave to pass through folders, or it could not even be started.
owner=()
as_owner() { "${owner[@]}" "$@"; }
place=$(mktemp -d /tmp/foothold-pg.XXXXXX)
if [ "$(id -u)" = 0 ]; then
  owner=(runuser -u postgres --)
  "${owner[@]}" true 2>/dev/null || owner=(setpriv --reuid=postgres --regid=postgres --init-groups
    --inh-caps=+dac_read_search --ambient-caps=+dac_read_search --securebits=+no_setuid_fixup)
  chown postgres "$place"
fi
chmod 755 "$place"

# Ports are for the names of sockets too; nothing listens on the fragile one's.
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
port=$(free_port) fragile_port=$(free_port) tight_port=$(free_port) drill_port=$(free_port) back_port=$(free_port)

stop() {
  for server in data fragile tight drill back; do
    as_owner $bin/pg_ctl -D "$place/$server" -m immediate -w stop >/dev/null 2>&1 || true
  done
  if mountpoint -q "$place/small"; then as_root umount "$place/small"; fi
  rm -rf "$place"
}
trap stop EXIT

# An authority, a certificate of it for localhost, and another authority.
tls=$place/tls
mkdir "$tls"
certificate() { openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout "$tls/$1.key" -out "$tls/$1.pem" "${@:2}" 2>/dev/null; }
certificate authority -subj "/CN=authority" -addext "basicConstraints=critical,CA:TRUE"
certificate another -subj "/CN=another" -addext "basicConstraints=critical,CA:TRUE"
certificate server -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost" -addext "basicConstraints=critical,CA:FALSE" \
  -CA "$tls/authority.pem" -CAkey "$tls/authority.key"
if [ "$(id -u)" = 0 ]; then chown -R postgres "$tls"; fi
chmod 755 "$tls"; chmod 644 "$tls"/*.pem; chmod 600 "$tls"/*.key

as_owner $bin/initdb -D "$place/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$place/log" 2>&1 || { cat "$place/log" >&2; exit 1; }
as_owner cp -r "$place/data" "$place/fragile"
as_owner cp -r "$place/data" "$place/tight"
as_owner cp -r "$place/data" "$place/drill"
as_owner tee -a "$place/data/postgresql.conf" >/dev/null <<END
listen_addresses = 'localhost'
port = $port
unix_socket_directories = '$place'
fsync = off
max_connections = 60
ssl = on
ssl_cert_file = '$tls/server.pem'
ssl_key_file = '$tls/server.key'
${PG_MORE:-}
END
as_owner tee "$place/data/pg_hba.conf" >/dev/null <<END
local all all trust
hostssl all clerk all scram-sha-256
END
# beside SERVER PORT [LINE]: a server that is spoken to by a socket alone.
beside() {
  as_owner tee -a "$place/$1/postgresql.conf" >/dev/null <<END
listen_addresses = ''
port = $2
unix_socket_directories = '$place'
${3:-}
END
}
beside fragile "$fragile_port" # it is killed: what it says is written is on the disk
beside tight "$tight_port" "fsync = off"
beside drill "$drill_port" "fsync = off"

# How a test kills the fragile server, as a power cut would, and starts it again; and how it backs up the one for the drill,
# as the operator's page says, and brings it back beside itself.
cat >"$place/control" <<END
set -e
case \$1 in
  kill) master=\$(head -n 1 $place/fragile/postmaster.pid); all="\$master \$(pgrep -P \$master | tr '\n' ' ')"
    kill -9 \$all 2>/dev/null || true
    for one in \$all; do while kill -0 \$one 2>/dev/null; do sleep 0.02; done; done ;;
  start) rm -f $place/fragile/postmaster.pid; ${owner[*]} $bin/pg_ctl -D $place/fragile -l $place/fragile.log -w start >/dev/null ;;
  back_up) ${owner[*]} $bin/pg_basebackup -h $place -p $drill_port -U postgres -D $place/back --checkpoint=fast --no-sync ;;
  bring_back) echo "port = $back_port" | ${owner[*]} tee -a $place/back/postgresql.conf >/dev/null
    ${owner[*]} $bin/pg_ctl -D $place/back -l $place/back.log -w start >/dev/null ;;
esac
END
as_owner $bin/pg_ctl -D "$place/data" -l "$place/data.log" -w start >/dev/null || { cat "$place/data.log" >&2; exit 1; }
bash "$place/control" start
as_owner $bin/pg_ctl -D "$place/drill" -l "$place/drill.log" -w start >/dev/null || { cat "$place/drill.log" >&2; exit 1; }
# The small disk is a piece of memory that only that server sees; where nobody may mount but root, root mounts it.
as_owner mkdir "$place/small"
start_tight="$bin/pg_ctl -D $place/tight -l $place/tight.log -w start >/dev/null"
small="mount -t tmpfs -o size=32m,mode=0777,uid=$(stat -c %u "$place") tmpfs $place/small"
apart=(unshare --user --map-current-user --keep-caps --mount sh -c)
if as_owner "${apart[@]}" "$small && $start_tight" 2>/dev/null; then
  export FOOTHOLD_TEST_PG_TIGHT_PORT=$tight_port
elif [ "$(id -u)" = 0 ] && $small 2>/dev/null && as_owner sh -c "$start_tight"; then
  export FOOTHOLD_TEST_PG_TIGHT_PORT=$tight_port
elif mountpoint -q "$place/small" || as_owner "${apart[@]}" "mount -t tmpfs tmpfs $place/small" 2>/dev/null ||
  { [ "$(id -u)" = 0 ] && mount -t tmpfs tmpfs "$place/small" 2>/dev/null; }; then
  # A disk may be mounted here, so that it is a fault of ours that no server runs on it: the test fails.
  cat "$place/tight.log" >&2 || true
  export FOOTHOLD_TEST_PG_MAY_MOUNT=1
else
  not_tried "what a full disk does to a server (nobody may mount a small disk here: $(id -un) lacks the right, also in a namespace of its own)"
fi
if [ -n "${FOOTHOLD_TEST_PG_TIGHT_PORT:-}" ]; then
  psql -X -q -U postgres -h "$place" -p "$tight_port" -d postgres -c "CREATE TABLESPACE small LOCATION '$place/small'"
fi
psql -X -q -U postgres -h "$place" -p "$port" -d postgres \
  -c "CREATE ROLE clerk LOGIN PASSWORD 'tap water'" -c "GRANT ALL ON SCHEMA public TO clerk"

export FOOTHOLD_TEST_PG_SOCKET=$place FOOTHOLD_TEST_PG_PORT=$port FOOTHOLD_TEST_PG_TLS=$tls
export FOOTHOLD_TEST_PG_FRAGILE_SOCKET=$place FOOTHOLD_TEST_PG_FRAGILE_PORT=$fragile_port FOOTHOLD_TEST_PG_CONTROL=$place/control
export FOOTHOLD_TEST_PG_DRILL_PORT=$drill_port FOOTHOLD_TEST_PG_BACK_PORT=$back_port
if [ "${1:-}" = --run ]; then
  shift
  "$@"
else
  # These look into a registry's file themselves, or are about nothing else.
  files=(office::window a_disk_that_fills_up_in_the_middle each_view_for_analysts the_summaries_follow_whatever_happens office::bad_certificates)
  # All that the other tests are built with, but the player: the same dependencies serve.
  cargo test --locked --no-default-features --features gui,av1-asm,postgres --test postgres -- \
    $(printf -- '--skip %s ' "${files[@]}") "$@"
fi
