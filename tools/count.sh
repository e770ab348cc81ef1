# shellcheck shell=bash
# Counts what passes and fails, over checks and test runners. Sourced by test.

passed=0
failed=0

# check NAME COMMAND...: a step that counts as one.
check() {
  if step "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    return 1
  fi
}

# tests NAME COMMAND...: a test runner, shown as it runs, that counts by its own summary.
# One that fails without naming a failed test, because it did not compile or died, counts as one.
tests() {
  local name=$1 log status=0 before=$failed
  shift
  log=$(mktemp)
  shown_step "$name" logged "$log" "$@" || status=$?
  add_summary "$log"
  rm -f "$log"
  [[ $status -eq 0 || $failed -gt $before ]] || failed=$((failed + 1))
}

logged() {
  local log=$1
  shift
  "$@" 2>&1 | tee "$log"
}

# Understands nextest (`Summary [...] 9 tests run: 7 passed, 2 failed`), each crate's line of
# cargo test (`test result: ok. 7 passed; 0 failed`) and the journeys' last line (`7 passed, 0 failed`).
add_summary() {
  local sums
  sums=$(sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    /^ *Summary \[/ || /^test result: / || /^[0-9]+ passed, [0-9]+ failed$/ {
      for (i = 2; i <= NF; i++) {
        if ($i ~ /^passed/) p += $(i - 1)
        if ($i ~ /^failed/) f += $(i - 1)
        if ($i == "timed" && $(i + 1) ~ /^out/) f += $(i - 1)
      }
    }
    END { print p + 0, f + 0 }')
  passed=$((passed + ${sums% *}))
  failed=$((failed + ${sums#* }))
}

failed_unrun() {
  printf '✗ %s: not run, because the build failed\n' "$1"
  failed=$((failed + 1))
}

# At the end of a run that did not get to its own.
conclude_broken() {
  local status=$?
  [[ -z ${concluded:-} ]] || return "$status"
  failed=$((failed + 1))
  conclude
}

conclude() {
  concluded=yes
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [[ $failed -eq 0 ]]
}
