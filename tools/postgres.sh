# shellcheck shell=bash
# A PostgreSQL of our own for tests and benchmarks, on loopback and in a folder that is thrown away. Sourced by test.

# postgres_programs: the folder of the newest PostgreSQL, or nothing. Debian does not put its programs on the path.
postgres_programs() {
  local initdb
  initdb=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort --version-sort | tail -1) || true
  initdb=${initdb:-$(command -v initdb)} || true
  [[ -z $initdb ]] || dirname "$initdb"
}

# start_postgres SETTING...: starts it and sets postgres_url to a database beside which others may be made. SETTINGs
# such as fsync=off go to the server. It sorts as Vietnamese does, so that nothing passes that counts on the order of
# bytes.
start_postgres() {
  local setting port options
  postgres_bin=$(postgres_programs)
  postgres_folder=$(mktemp -d "$(postgres_place "$*")/motcua-postgres-XXXXXX")
  [[ $(id -u) -ne 0 ]] || chown postgres "$postgres_folder"
  port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
  options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$postgres_folder -c max_connections=200"
  for setting in "$@"; do
    options+=" -c $setting"
  done
  as_postgres initdb --pgdata "$postgres_folder/data" --username postgres --auth trust --no-sync \
    --encoding UTF8 --locale C.UTF-8 --locale-provider icu --icu-locale vi || return
  as_postgres pg_ctl --pgdata "$postgres_folder/data" --log "$postgres_folder/log" --wait --silent \
    --options "$options" start || return
  postgres_url=postgres://postgres@127.0.0.1:$port/postgres
}

# A database of its own for each test is some 300 files, which memory makes and drops ten times as fast as a disk does.
# What is to be durable stays on the disk.
postgres_place() {
  local free
  [[ $1 == *fsync=off* ]] || { echo /tmp; return; }
  free=$(df --output=avail --block-size=1M /dev/shm 2>/dev/null | tail -1) || true
  if [[ ${free:-0} -ge 2048 && -w /dev/shm ]]; then echo /dev/shm; else echo /tmp; fi
}

stop_postgres() {
  [[ -n ${postgres_folder:-} ]] || return 0
  [[ ! -e $postgres_folder/data/postmaster.pid ]] ||
    as_postgres pg_ctl --pgdata "$postgres_folder/data" --mode immediate --wait --silent stop
  rm -rf "$postgres_folder"
  postgres_folder=
}

# PostgreSQL refuses to run as root.
as_postgres() {
  local program=$postgres_bin/$1
  shift
  if [[ $(id -u) -eq 0 ]]; then
    (cd / && runuser -u postgres -- "$program" "$@")
  else
    "$program" "$@"
  fi
}
