#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that the closing line of tests/run tells the truth, also about what went wrong."""

import contextlib
import io
import json
import os
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import summary  # noqa: E402

CASES = [
    ('all well', [('OK', '1..2\nok 1 /a\nok 2 /b\n')], [], (0, '2 passed, 0 failed, 0 skipped')),
    ('no TAP', [('OK', 'said this\n')], [], (0, '1 passed, 0 failed, 0 skipped')),
    ('a failure', [('FAIL', '1..2\nok 1 /a\nnot ok 2 /b\n')], [],
     (1, '1 passed, 1 failed, 0 skipped')),
    ('a crash', [('ERROR', '1..3\nok 1 /a\n')], [], (1, '1 passed, 1 failed, 0 skipped')),
    ('out of time', [('TIMEOUT', '')], [], (1, '0 passed, 1 failed, 0 skipped')),
    ('skipped', [('OK', 'ok 1 /a # SKIP no display\nok 2 /b\n')], [],
     (0, '1 passed, 0 failed, 1 skipped')),
    ('all skipped', [('SKIP', '')], [], (1, '0 passed, 0 failed, 1 skipped')),
    ('nothing ran', [], [], (1, '0 passed, 0 failed, 0 skipped')),
    ('nested', [('OK', 'TAP version 14\n# Subtest: a\n    ok 1 /a/b\n    ok 2 /a/c\n    1..2\n'
                 'ok 1 a\n1..1\n')], [], (0, '2 passed, 0 failed, 0 skipped')),
    ('does not build', [('OK', 'ok 1 /a\n')], ['compile-asan'],
     (1, '1 passed, 1 failed, 0 skipped')),
    ('a step without a culprit', [('OK', 'ok 1 /a\n')], ['test-gcc'],
     (1, '1 passed, 1 failed, 0 skipped')),
    ('a step with one', [('FAIL', 'not ok 1 /a\n')], ['test-gcc'],
     (1, '0 passed, 1 failed, 0 skipped')),
]


def run_case(tests, steps):
    with tempfile.TemporaryDirectory() as directory:
        os.mkdir(os.path.join(directory, 'meson-logs'))
        with open(os.path.join(directory, 'meson-logs', 'testlog.json'), 'w',
                  encoding='utf-8') as log:
            for number, (result, output) in enumerate(tests):
                log.write(json.dumps({'name': str(number), 'result': result, 'stdout': output}))
                log.write('\n')
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            status = summary.main([str(len(steps)), *steps, directory])
        return status, output.getvalue().rstrip('\n').split('\n')[-1]


def tells_why():
    """Returns whether the last words of a test that failed are said, of one that passed not."""
    with tempfile.TemporaryDirectory() as directory:
        os.mkdir(os.path.join(directory, 'meson-logs'))
        with open(os.path.join(directory, 'meson-logs', 'testlog.json'), 'w',
                  encoding='utf-8') as log:
            for result, word in (('OK', 'fine'), ('ERROR', 'boom')):
                log.write(json.dumps({'name': word, 'result': result, 'stdout': 'ok 1 /a\n',
                                      'stderr': 'early\n' * 99 + 'last ' + word}) + '\n')
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            summary.main(['0', directory])
        lines = output.getvalue().split('\n')
        return ('  boom: last boom' in lines and 'last fine' not in output.getvalue()
                and len(lines) < 40)


def main():
    failed = 0
    print('1..%d' % (len(CASES) + 1))
    for number, (name, tests, steps, expected) in enumerate(CASES, 1):
        got = run_case(tests, steps)
        if got != expected:
            failed += 1
            print('# expected %r, got %r' % (expected, got))
        print('%sok %d %s' % ('' if got == expected else 'not ', number, name))
    told = tells_why()
    print('%sok %d why a test failed' % ('' if told else 'not ', len(CASES) + 1))
    return 1 if failed or not told else 0


if __name__ == '__main__':
    sys.exit(main())
