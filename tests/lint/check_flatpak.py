#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the Flatpak manifest: whole, of this program, with pinned sources and few permissions.

Usage: check_flatpak.py TOP
"""
import pathlib
import re
import sys

try:
    import yaml
except ImportError:
    print('python3-yaml is not installed')
    sys.exit(77)

ID = 'com.example.VeloInsure'
MANIFEST = f'data/packaging/{ID}.yaml'
# Each is explained in the manifest; whoever wants more has to say so here too.
ALLOWED = {'--socket=wayland', '--socket=fallback-x11', '--share=ipc', '--device=dri',
           '--share=network', '--talk-name=org.freedesktop.secrets'}


def check_head(manifest):
    wanted = {'id': ID, 'command': 'veloinsure', 'runtime': 'org.gnome.Platform',
              'sdk': 'org.gnome.Sdk'}
    for key, value in wanted.items():
        if manifest.get(key) != value:
            yield f'{key} is {manifest.get(key)!r}'
    if not re.fullmatch(r'\d+', str(manifest.get('runtime-version', ''))):
        yield 'runtime-version is no number'
    unknown = set(manifest) - {*wanted, 'runtime-version', 'finish-args', 'cleanup', 'modules'}
    if unknown:
        yield f'unknown keys: {sorted(unknown)}'


def check_permissions(manifest, text):
    asked = manifest.get('finish-args', [])
    for argument in sorted(set(asked) - ALLOWED):
        yield f'asks for {argument}'
    for argument in sorted(ALLOWED - set(asked)):
        yield f'works without {argument}?'
    lines = [line.strip() for line in text.splitlines()]
    for argument in asked:
        at = lines.index(f'- {argument}')
        while lines[at - 1].startswith('- --'):
            at -= 1
        if not lines[at - 1].startswith('#'):
            yield f'{argument} is not explained'


def check_options(module, top):
    """Options of this project must be options that it has."""
    known = set(re.findall(r"^option\('(\w+)'", (top / 'meson_options.txt').read_text(), re.M))
    for option in module.get('config-opts', []):
        name = re.match(r'-D(\w+)=', option)
        if name and name.group(1) not in known:
            yield f'no such option: {option}'


def check_module(module, top):
    name = module.get('name', '?')
    if not module.get('sources'):
        yield f'{name} has no sources'
    for source in module.get('sources', []):
        if source.get('type') == 'archive':
            if not source.get('url', '').startswith('https://'):
                yield f'{name}: not fetched over https'
            if not re.fullmatch(r'[0-9a-f]{64}', str(source.get('sha256', ''))):
                yield f'{name}: not pinned by sha256'
        elif source.get('type') == 'dir':
            folder = (top / MANIFEST).parent / source.get('path', '')
            if folder.resolve() != top.resolve():
                yield f'{name}: {source.get("path")} is not the top of the tree'
        else:
            yield f'{name}: source of type {source.get("type")!r}'


def main():
    top = pathlib.Path(sys.argv[1])
    text = (top / MANIFEST).read_text()
    manifest = yaml.safe_load(text)
    modules = manifest.get('modules', [])
    problems = [*check_head(manifest), *check_permissions(manifest, text)]
    for module in modules:
        problems += check_module(module, top)
    if not modules or modules[-1].get('name') != 'veloinsure':
        problems.append('the program is not the last module')
    else:
        problems += check_options(modules[-1], top)
    print('\n'.join(problems) or f'{len(modules)} modules')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
