#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test on a display, a session bus and home directories of its own.
# Usage: headless.sh [--leaks] [--keyring | --manager] COMMAND...
#   --leaks: fails at a leak of ours, where the sanitizers are in
#   --keyring: with an open key ring and a window manager; --manager: with a window manager alone
# In meson.build: test('name', headless, args: [executable], ...)
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=src/setup.sh
. "$root/src/setup.sh"
# shellcheck source=tests/leaks.sh
. "$root/tests/leaks.sh"

leaks=
if [ "${1-}" = --leaks ]; then
  leaks=yes
  shift
fi
wrap=()
manager=
if [ "${1-}" = --keyring ]; then
  wrap=("$root/src/session.sh")
  shift
elif [ "${1-}" = --manager ]; then
  manager=yes
  shift
fi
[ $# -gt 0 ] || die "no command"
command -v Xvfb >/dev/null || { echo '1..0 # SKIP no Xvfb on this machine'; exit 0; }

session=$(mktemp -d "${TMPDIR:-/tmp}/velo.XXXXXX")
display_pid=
manager_pid=
# shellcheck disable=SC2317
cleanup () {
  [ -z "$manager_pid" ] || kill "$manager_pid" 2>/dev/null || true
  [ -z "$display_pid" ] || kill "$display_pid" 2>/dev/null || true
  rm -rf "$session"
}
trap cleanup EXIT
trap 'exit 130' INT TERM
session_environment "$session"
start_display "$session" 1280x1000
if [ -n "$manager" ] && command -v openbox >/dev/null; then
  start_manager || die 'no window manager'
fi

# With windows, the exact stack of each allocation costs fifteen times the time. The short one is enough to
# tell leaks of ours from what the toolkit keeps, which is never a reason to fail here.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}fast_unwind_on_malloc=1:malloc_context_size=30"
[ -n "$leaks" ] || ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0"

status=0
# Only the test itself is heard. The bus starts what the test put into its home and nothing else: what answers
# must not depend on what this machine has (a portal, say).
sed "s|</busconfig>|<servicedir>$XDG_DATA_HOME/dbus-1/services</servicedir></busconfig>|" \
  "$root/tests/no-activation.conf" >"$session/bus.conf"
run () {
  dbus-run-session --config-file "$session/bus.conf" -- bash -c 'exec "$@" >&3 2>&4 3>&- 4>&-' session \
    "${wrap[@]}" "$@" 3>&1 4>&2 >"$session/bus.log" 2>&1
}
if [ -n "$leaks" ]; then
  run_for_own_leaks "$session" run "$@" || status=$?
else
  run "$@" || status=$?
fi
exit "$status"
