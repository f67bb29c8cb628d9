#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every header compiles alone, with the flags of its room.

Where a source includes its own header before anything else, the build has compiled that header alone;
the others are compiled here.

Usage: check_headers.py TOP BUILD [ROOM...]
"""

import concurrent.futures
import glob
import json
import os
import re
import shlex
import subprocess
import sys

COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)
# What may stand before the first header without giving it anything
BEFORE = re.compile(r'#define G_LOG_DOMAIN "[a-z-]+"|#include "config\.h"')
KEEP = ('-I', '-D', '-std', '-pthread', '-W', '-isystem', '-m')


def read_commands(build):
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        return json.load(file)


def flags_by_folder(top, commands):
    """From a folder of sources to the include paths with which its files are compiled."""
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


def is_built_alone(header, sources):
    """Whether the build has compiled the header alone: a source of it includes it first."""
    source = header[:-2] + '.c'
    if source not in sources:
        return False
    with open(source, encoding='utf-8') as file:
        text = COMMENT.sub('', file.read())
    with open(header, encoding='utf-8') as file:
        is_once = file.read().count('\n#pragma once\n') == 1
    first = next((line for line in text.splitlines() if line.strip() and not BEFORE.fullmatch(line)), '')
    return is_once and first == '#include "%s"' % os.path.basename(header)


def compile_alone(header, flags, build):
    command = ['cc', '-fsyntax-only', '-Werror', *flags, '-Wno-unused', '-x', 'c', '-']
    twice = '#include "%s"\n' % header * 2
    result = subprocess.run(command, cwd=build, input=twice, capture_output=True, text=True,
                            check=False)
    return header, result.returncode, result.stderr


def main(arguments):
    top, build, rooms = os.path.abspath(arguments[0]), arguments[1], arguments[2:]
    commands = read_commands(build)
    flags = flags_by_folder(top, commands)
    sources = {os.path.normpath(os.path.join(command['directory'], command['file']))
               for command in commands}
    failed = 0
    n_built = 0
    jobs = []
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for header in sorted(glob.glob(os.path.join(top, 'src', '**', '*.h'), recursive=True)):
            room = os.path.relpath(header, top).split(os.sep)[1]
            own = flags_of(header, flags, top)
            if own is None or (rooms and room not in rooms):
                continue
            if is_built_alone(header, sources):
                n_built += 1
            else:
                jobs.append(pool.submit(compile_alone, header, own, build))
        for job in jobs:
            header, status, messages = job.result()
            if status != 0:
                failed += 1
                print('%s does not compile alone:\n%s' % (os.path.relpath(header, top), messages))
    print('%d headers, %d of them compiled alone by the build; %d failed'
          % (n_built + len(jobs), n_built, failed))
    return 1 if failed or n_built + len(jobs) == 0 else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
