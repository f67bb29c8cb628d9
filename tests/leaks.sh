# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced by what runs a test where libraries leak as well, or where the check itself may fail.

# has_own_leak FILE: whether a function of ours is in the stack of a leak, below the main loop; what is
# above it only waits for the loop, and has not asked for the memory.
has_own_leak () {
  awk '/ leak of / { looking = 1 }
       /^$/ || /g_main_(context_)?dispatch/ { looking = 0 }
       looking && / in (velo|test)_/ { found = 1 }
       END { exit !found }' "$1"
}

# run_for_own_leaks DIR COMMAND...: looks for leaks, and fails only at one of ours. Everything else that
# is wrong fails as ever: a test, memory, undefined behaviour.
run_for_own_leaks () {
  local errors=$1/leaks status=0
  shift
  "$@" 2>"$errors" || status=$?
  cat "$errors" >&2
  [ "$status" -ne 0 ] || return 0
  grep -q 'LeakSanitizer' "$errors" || return "$status"
  if grep -Eq 'ERROR: AddressSanitizer|runtime error:|Bail out!' "$errors" || has_own_leak "$errors"; then
    return "$status"
  fi
  echo 'leaks: only those of libraries, or no look was possible; see above' >&2
}
