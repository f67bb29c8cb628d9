#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs shellcheck on every shell script of ours. Usage: shellcheck.sh TOP
set -eu
cd "$1"
command -v shellcheck >/dev/null || { echo 'shellcheck is not installed'; exit 77; }
scripts=()
while IFS= read -r file; do
  read -r first <"$file" 2>/dev/null || continue
  case $first in '#!/bin/sh'* | '#!/bin/bash'*) scripts+=("$file") ;; esac
done < <(find .ci src tests data -type f ! -name '*.[ch]' ! -name '*.pdf' ! -path 'tests/lint/bad/*' | sort)
[ ${#scripts[@]} -gt 3 ] || { echo 'no scripts found'; exit 1; }
shellcheck -x src/setup.sh "${scripts[@]}"
echo "${#scripts[@]} scripts"
