#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets systemd itself look at the service's units, and holds them against the program's defaults."""

import os
import re
import shutil
import subprocess
import sys
import tempfile


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def verify(service, socket, program):
    """What systemd-analyze says of both units, with the program of the build directory."""
    with tempfile.TemporaryDirectory() as folder:
        text = re.sub(r'(?m)^(Exec\w+=)\S+', r'\1' + os.path.abspath(program), read(service))
        names = [os.path.join(folder, os.path.basename(path)) for path in (service, socket)]
        for name, content in zip(names, (text, read(socket))):
            with open(name, 'w', encoding='utf-8') as file:
                file.write(content)
        environment = dict(os.environ, SYSTEMD_UNIT_PATH=folder + ':')
        answer = subprocess.run(['systemd-analyze', 'verify', '--man=no'] + names, capture_output=True, text=True,
                                env=environment, check=False)
    said = [line for line in answer.stderr.splitlines() if 'veloinsure-claims' in line]
    return said + (['exit status %d' % answer.returncode] if answer.returncode and not said else [])


def check(service, socket, program, source):
    unit, listening = read(service), read(socket)
    port = re.search(r'"port", port, 0, 65535, "(\d+)"', read(source)).group(1)
    yield 'the socket is the default address', [] if 'ListenStream=127.0.0.1:%s\n' % port in listening else ['another']
    yield 'the service needs its socket', [] if 'Requires=veloinsure-claims.socket' in unit else ['it does not']
    yield 'the settings are checked first', [] if re.search(r'ExecStartPre=.* --check\n', unit) else ['they are not']
    if shutil.which('systemd-analyze'):
        yield 'systemd takes both', verify(service, socket, program)
    else:
        yield 'systemd takes both # SKIP systemd-analyze is missing', []


def main():
    number = 0
    for name, faults in check(*sys.argv[1:]):
        number += 1
        for fault in faults:
            print('# ' + fault)
        print('%s %d %s' % ('not ok' if faults else 'ok', number, name))
    print('1..%d' % number)


main()
