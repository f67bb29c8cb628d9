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


def exposure(service):
    """What systemd thinks of how much the service may do, from 0 to 10; it said 1.6."""
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, 'veloinsure-claims.service')
        shutil.copyfile(service, name)
        answer = subprocess.run(['systemd-analyze', 'security', '--offline=true', '--threshold=30', name],
                                capture_output=True, text=True, check=False)
    return answer.stdout.splitlines()[-1:] if answer.returncode else []


def undocumented(manual, source, folder):
    """Settings and figures that the manual page does not name."""
    text = read(manual).replace('\\-', '-')
    keys = re.findall(r'(?:TEXT|NUMBER) \("\w+", "([a-z-]+)"', read(source)) + re.findall(
        r'\{ "\w+", "([a-z-]+)", \d+ \}', read(source))
    figures = set()
    for name in os.listdir(folder):
        if name.endswith('.c'):
            figures.update(re.findall(r'veloinsure_claims_[a-z_]*[a-z]\b', read(os.path.join(folder, name))))
            figures.update('veloinsure_claims_%s_seconds' % word
                           for word in re.findall(r'append_summary \(out, "([a-z]+)"', read(os.path.join(folder, name))))
    if len(keys) < 35 or len(figures) < 9:
        return ['the settings or the figures are not found in the source']
    figures.discard('veloinsure_claims_seconds')
    return ['the manual page does not name ' + name for name in keys + sorted(figures)
            if not re.search(r'(?<![\w-])%s(?![\w-])' % re.escape(name), text)]


def check(service, socket, program, source, manual):
    unit, listening = read(service), read(socket)
    port = re.search(r'"port", port, 0, 65535, "(\d+)"', read(source)).group(1)
    yield 'the socket is the default address', [] if 'ListenStream=127.0.0.1:%s\n' % port in listening else ['another']
    yield 'the service needs its socket', [] if 'Requires=veloinsure-claims.socket' in unit else ['it does not']
    yield 'the settings are checked first', [] if re.search(r'ExecStartPre=.* --check-settings\n', unit) else ['they are not']
    yield 'the manual page names every setting and figure', undocumented(manual, source, os.path.dirname(source))
    if shutil.which('systemd-analyze'):
        yield 'systemd takes both', verify(service, socket, program)
        yield 'the service may do little', exposure(service)
    else:
        yield 'systemd takes both # SKIP systemd-analyze is missing', []
        yield 'the service may do little # SKIP systemd-analyze is missing', []


def main():
    number = 0
    for name, faults in check(*sys.argv[1:]):
        number += 1
        for fault in faults:
            print('# ' + fault)
        print('%s %d %s' % ('not ok' if faults else 'ok', number, name))
    print('1..%d' % number)


main()
