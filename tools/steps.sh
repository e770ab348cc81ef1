# shellcheck shell=bash
# Timed steps, one line each. Sourced by setup.sh, run and test.

# step NAME COMMAND...: runs the command with its output kept in a log, prints one line.
# The log is shown only when the command fails, whose exit code is returned.
step() {
  local name=$1 log began status=0
  shift
  log=$(mktemp)
  began=$(date +%s)
  "$@" >"$log" 2>&1 || status=$?
  finish_step "$name" "$began" "$status"
  [[ $status -eq 0 ]] || cat "$log"
  rm -f "$log"
  return "$status"
}

# shown_step NAME COMMAND...: the same for commands whose output people want to follow.
shown_step() {
  local name=$1 began status=0
  shift
  began=$(date +%s)
  printf '· %s\n' "$name"
  "$@" || status=$?
  finish_step "$name" "$began" "$status"
  return "$status"
}

finish_step() {
  local mark='✓'
  [[ $3 -eq 0 ]] || mark='✗'
  printf '%s %s … %s s\n' "$mark" "$1" "$(($(date +%s) - $2))"
}
