#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiles every header alone, with the flags of its room.

Usage: check_headers.py TOP BUILD [ROOM...]
"""

import concurrent.futures
import glob
import json
import os
import shlex
import subprocess
import sys

KEEP = ('-I', '-D', '-std', '-pthread', '-W', '-isystem', '-m')


def flags_by_folder(top, build):
    """From a folder of sources to the include paths with which its files are compiled."""
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        commands = json.load(file)
    found = {}
    for command in commands:
        path = os.path.normpath(os.path.join(command['directory'], command['file']))
        folder = os.path.relpath(os.path.dirname(path), top)
        words = shlex.split(command['command'])
        flags = [word for word in words if word.startswith(KEEP)]
        found.setdefault(folder, flags)
    return found


def flags_of(header, flags, top):
    folder = os.path.dirname(os.path.relpath(header, top))
    while folder:
        if folder in flags:
            return flags[folder]
        folder = os.path.dirname(folder)
    return None


def compile_alone(header, flags, build):
    command = ['cc', '-fsyntax-only', '-Werror', *flags, '-Wno-unused', '-x', 'c', '-']
    twice = '#include "%s"\n' % header * 2
    result = subprocess.run(command, cwd=build, input=twice, capture_output=True, text=True,
                            check=False)
    return header, result.returncode, result.stderr


def main(arguments):
    top, build, rooms = os.path.abspath(arguments[0]), arguments[1], arguments[2:]
    flags = flags_by_folder(top, build)
    failed = 0
    jobs = []
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for header in sorted(glob.glob(os.path.join(top, 'src', '**', '*.h'), recursive=True)):
            room = os.path.relpath(header, top).split(os.sep)[1]
            own = flags_of(header, flags, top)
            if own is not None and (not rooms or room in rooms):
                jobs.append(pool.submit(compile_alone, header, own, build))
        for job in jobs:
            header, status, messages = job.result()
            if status != 0:
                failed += 1
                print('%s does not compile alone:\n%s' % (os.path.relpath(header, top), messages))
    print('%d headers, %d failed' % (len(jobs), failed))
    return 1 if failed or not jobs else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
