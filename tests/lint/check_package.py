#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that a Debian package contains everything that meson installs, and nothing by accident.

Usage: check_package.py TOP BUILD
Installs the build into a folder, lets data/packaging/finish-tree make a package's tree of it, and
compares that with what meson says that it installs.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

# Made anew by the package manager where the package is installed.
CACHES = {'gschemas.compiled', 'icon-theme.cache', 'mimeinfo.cache'}
# Without these there is no program.
NEEDED = [
    'bin/veloinsure', 'bin/veloinsure-training-insurer', 'libexec/veloinsure-read-invoice',
    'bin/veloinsure-claims', 'bin/veloinsure-training-claims', 'libexec/veloinsure-read-photo',
    'share/applications/com.example.VeloInsure.desktop',
    'share/metainfo/com.example.VeloInsure.metainfo.xml',
    'share/dbus-1/services/com.example.VeloInsure.service',
    'share/glib-2.0/schemas/com.example.VeloInsure.gschema.xml',
    'share/icons/hicolor/scalable/apps/com.example.VeloInsure.svg',
    'share/icons/hicolor/symbolic/apps/com.example.VeloInsure-symbolic.svg',
    'share/locale/de/LC_MESSAGES/veloinsure.mo', 'share/locale/de_AT/LC_MESSAGES/veloinsure.mo',
    'share/man/man1/veloinsure.1.gz', 'share/man/man1/veloinsure-training-insurer.1.gz',
    'share/help/C/veloinsure/index.page', 'share/help/de/veloinsure/index.page',
    'share/doc/veloinsure/copyright',
]
# What finish-tree adds.
ADDED = ('share/doc/veloinsure/',)


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout


def ask_meson(build, what):
    return json.loads(run('meson', 'introspect', what, build))


def list_expected(build, prefix):
    """What meson says, as paths below the prefix; a folder stands for the files in it."""
    expected = set()
    for source, target in ask_meson(build, '--installed').items():
        relative = os.path.relpath(target, prefix)
        if os.path.isdir(source):
            expected |= {os.path.join(relative, str(path.relative_to(source)))
                         for path in pathlib.Path(source).rglob('*') if path.is_file()}
        elif os.path.basename(target) not in CACHES:
            expected.add(relative)
    return expected


def main():
    top, build = (os.path.abspath(path) for path in sys.argv[1:3])
    options = {option['name']: option['value'] for option in ask_meson(build, '--buildoptions')}
    prefix = options['prefix']
    needed = [name for name in NEEDED if options['help'] or not name.startswith('share/help/')]
    expected = list_expected(build, prefix)
    with tempfile.TemporaryDirectory() as tree:
        environment = dict(os.environ, DESTDIR=tree)
        run('meson', 'install', '-C', build, '--no-rebuild', '--quiet', env=environment)
        run(os.path.join(top, 'data/packaging/finish-tree'), tree, prefix)
        root = pathlib.Path(tree + prefix)
        outside = [str(path) for path in pathlib.Path(tree).rglob('*')
                   if path.is_file() and root not in path.parents]
        there = {str(path.relative_to(root)) for path in root.rglob('*') if path.is_file()}
        empty = [name for name in there if (root / name).stat().st_size == 0]
    there_unpacked = {name.removesuffix('.gz') if name.startswith('share/man/') else name
                      for name in there}
    problems = [f'not in the package: {name}' for name in sorted(expected - there_unpacked)]
    problems += [f'not there, and meson does not install it: {name}'
                 for name in needed if name not in there]
    problems += [f'installed by nobody: {name}' for name in sorted(there_unpacked - expected)
                 if not name.startswith(ADDED)]
    problems += [f'outside the prefix: {name}' for name in outside]
    problems += [f'empty: {name}' for name in empty]
    if len(expected) < len(needed) - 1:
        problems.append(f'meson installs {len(expected)} files only')
    print('\n'.join(problems) or f'{len(there)} files')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
