#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command in a session that has just been made: with a key ring and a window manager that
# end with it. Usage: dbus-run-session -- session.sh COMMAND...
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=src/setup.sh
. "$root/src/setup.sh"
children=()
# shellcheck disable=SC2317
cleanup () {
  [ ${#children[@]} -eq 0 ] || kill "${children[@]}" 2>/dev/null
}
trap cleanup EXIT

if command -v gnome-keyring-daemon >/dev/null; then
  # an empty password on standard input makes and opens the key ring
  echo | gnome-keyring-daemon --unlock --foreground --components=secrets >/dev/null 2>&1 &
  children+=($!)
  gdbus wait --session --timeout 20 org.freedesktop.secrets
fi
if [ -n "${DISPLAY-}" ] && command -v openbox >/dev/null; then
  start_manager
  children+=("$manager_pid")
fi

"$@"
