# Shared by backup, restore and preflight: finds PostgreSQL's tools, keeps passwords off command lines.
# shellcheck shell=bash

# The newest installed tools, or those of PG_BIN: a dump needs tools at least as new as its server.
pg_tool() {
  local bin=${PG_BIN:-}
  [[ -n $bin ]] || bin=$(find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -t/ -k5 -n | tail -n 1)
  if [[ -n $bin && -x $bin/$1 ]]; then
    echo "$bin/$1"
  else
    command -v "$1" || fail "No $1 found. Install PostgreSQL's client tools (postgresql-client), or set PG_BIN to their folder."
  fi
}

# Sets PG_URL without the password and exports PGPASSWORD, for other users can read command lines.
connect_to() {
  [[ $1 =~ ^postgres(ql)?:// ]] || fail "Not an address of a database: it must begin with postgres://"
  if [[ $1 =~ ^([a-z]+://[^:@/]*):([^@/]*)@(.*)$ ]]; then
    PG_URL=${BASH_REMATCH[1]}@${BASH_REMATCH[3]}
    local password=${BASH_REMATCH[2]//\\/\\\\}
    PGPASSWORD=$(printf '%b' "${password//%/\\x}")
    export PGPASSWORD
  else
    PG_URL=$1
  fi
  export PGCONNECT_TIMEOUT=${PGCONNECT_TIMEOUT:-10}
}

# One value of one statement.
ask_database() {
  "$(pg_tool psql)" -X -q -A -t -v ON_ERROR_STOP=1 -d "$PG_URL" -c "$1"
}
