#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the tests in meson's logs and says the result in one closing line.

Usage: summary.py N-FAILED-STEPS STEP... BUILD-DIRECTORY...
"""

import glob
import json
import os
import re
import sys

# Of each stream of a test that failed
N_LINES = 30

RESULT = re.compile(r'^(\s*)(not )?ok\b(.*)$')


def count_subtests(output):
    """Returns (passed, failed, skipped) of what a test said in TAP."""
    passed = failed = skipped = 0
    depth = 0
    for line in output.splitlines():
        match = RESULT.match(line)
        if match is None:
            continue
        indent = len(match.group(1))
        summary = indent < depth  # sums up the deeper lines above it
        depth = indent
        if summary:
            continue
        rest = match.group(3)
        if re.search(r'#\s*SKIP', rest, re.IGNORECASE):
            skipped += 1
        elif match.group(2) and not re.search(r'#\s*TODO', rest, re.IGNORECASE):
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def count_test(test):
    """Returns (passed, failed, skipped) of one test program."""
    result = test['result']
    passed, failed, skipped = count_subtests(test.get('stdout', ''))
    if result == 'SKIP' and skipped == 0:
        skipped = 1
    elif result in ('OK', 'EXPECTEDFAIL'):
        if passed + failed + skipped == 0:
            passed = 1
    elif result != 'SKIP' and failed == 0:
        failed = 1  # crashed, ran out of time, or said less than it promised
    return passed, failed, skipped


def tell_what_failed(test):
    """Prints the end of what a failed test said, so that whoever sees only this knows why."""
    for stream in ('stdout', 'stderr'):
        lines = [line for line in test.get(stream, '').splitlines()
                 if not re.match(r'\s*(ok\b|# (Start|End) of)', line)]
        for line in lines[-N_LINES:]:
            print('  %s: %s' % (test['name'], line[:300]))


def read_tests(directory):
    for name in sorted(glob.glob(os.path.join(directory, 'meson-logs', 'testlog*.json'))):
        with open(name, encoding='utf-8', errors='replace') as log:
            for line in log:
                if line.strip():
                    yield json.loads(line)


def main(arguments):
    n_steps = int(arguments[0])
    steps = arguments[1:1 + n_steps]
    total = [0, 0, 0]
    bad = []
    for directory in arguments[1 + n_steps:]:
        for test in read_tests(directory):
            counts = count_test(test)
            total = [a + b for a, b in zip(total, counts)]
            if counts[1] > 0:
                bad.append('%s: %s (%s)' % (os.path.basename(directory), test['name'],
                                            test['result']))
                tell_what_failed(test)
    # a build that failed counts as one test that failed; a step of tests is in the logs already
    steps = [step for step in steps if not (step.startswith('test-') and bad)]
    total[1] += len(steps)
    for line in bad + ['step ' + step for step in steps]:
        print('failed: ' + line)
    print('%d passed, %d failed, %d skipped' % tuple(total))
    return 0 if total[1] == 0 and total[0] > 0 else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
