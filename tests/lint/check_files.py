#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what is not C: licences, the list of translated files, and user interface files.

Usage: check_files.py licences|potfiles|settings|ui TOP
       check_files.py write-potfiles TOP    brings po/POTFILES.in up to date
       check_files.py --self-test FOLDER    the examples there must be found fault with
"""

import os
import re
import sys
import xml.etree.ElementTree as ElementTree

LICENSED = ('.c', '.h', '.ui', '.css', '.py', '.sh', '.xml', '.svg', '.in', '.page', '.desktop',
            'meson.build', 'meson_options.txt')
FOLDERS = ('src', 'ui', 'data', 'po', 'tests')
# what is compared or sent byte by byte has no room for a remark
UNLICENSED = re.compile(r'^(tests/data/|tests/[a-z]+/data/|data/training/|data/samples/|tests/lint/bad/)')
TRANSLATED_C = re.compile(r'\b(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2?) ?\(\s*"')


def files(top, folders=FOLDERS):
    yield from (name for name in sorted(os.listdir(top)) if os.path.isfile(os.path.join(top, name)))
    for folder in folders:
        for directory, below, names in os.walk(os.path.join(top, folder)):
            below[:] = sorted(name for name in below if not name.startswith(('.', '__pycache__')))
            for name in sorted(names):
                yield os.path.relpath(os.path.join(directory, name), top)


def read(top, path):
    with open(os.path.join(top, path), encoding='utf-8') as file:
        return file.read()


def check_licences(top):
    for path in files(top):
        if UNLICENSED.match(path) or not path.endswith(LICENSED):
            continue
        if 'SPDX-License-Identifier: ' not in '\n'.join(read(top, path).split('\n')[:4]):
            yield path, 1, 'the first lines name no licence'


# names are the same in every language
NAMES = ('VeloInsure', 'WERTGARANTIE', 'IBAN')


def is_translated(top, path):
    if path.endswith('.c'):
        return TRANSLATED_C.search(read(top, path)) is not None
    if path.endswith('.ui'):
        return 'translatable="yes"' in read(top, path) or "translatable='yes'" in read(top, path)
    return False


def check_potfiles(top):
    listed = [line.strip() for line in read(top, 'po/POTFILES.in').split('\n')]
    listed = [line for line in listed if line and not line.startswith('#')]
    for path in sorted(set(name for name in listed if listed.count(name) > 1)):
        yield 'po/POTFILES.in', 1, '%s is listed twice' % path
    for path in listed:
        if not os.path.exists(os.path.join(top, path)):
            yield 'po/POTFILES.in', 1, '%s does not exist' % path
    for path in files(top, ('src', 'ui')):
        if is_translated(top, path) and path not in listed:
            yield path, 1, 'has strings to translate but is not in po/POTFILES.in'


def write_potfiles(top):
    kept = [line for line in read(top, 'po/POTFILES.in').split('\n')
            if line.startswith('#') or (line and not line.startswith(('src/', 'ui/')))]
    found = [path for path in files(top, ('src', 'ui'))
             if path.startswith(('src/', 'ui/')) and is_translated(top, path)]
    with open(os.path.join(top, 'po/POTFILES.in'), 'w', encoding='utf-8') as file:
        file.write('\n'.join(kept + sorted(found)) + '\n')
    return 0


def properties(element):
    return {child.get('name'): child for child in element if child.tag == 'property'}


def has_accessible_name(element):
    for child in element:
        if child.tag == 'accessibility':
            for part in child:
                if part.get('name') in ('label', 'labelled-by'):
                    return True
    return False


def check_button(path, element):
    own = properties(element)
    if 'icon-name' not in own or {'label', 'child'} & set(own):
        return
    if any(child.tag == 'child' for child in element):
        return
    if not has_accessible_name(element) and 'tooltip-text' not in own:
        yield path, 0, '%s with nothing but the icon %s has no label' % (
            element.get('class'), own['icon-name'].text)
    elif not has_accessible_name(element):
        yield path, 0, '%s with icon %s: a tooltip is no name; add <accessibility>' % (
            element.get('class'), own['icon-name'].text)


def check_ui_text(path, text):
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        yield path, error.position[0], str(error)
        return
    translatable = [e for e in root.iter() if e.get('translatable') == 'yes']
    if translatable and root.get('domain') != 'veloinsure':
        yield path, 1, 'strings to translate, but the interface names no domain "veloinsure"'
    for element in translatable:
        if not (element.text or '').strip():
            yield path, 0, 'an empty string to translate'
    for element in root.iter('object'):
        if element.get('class') in ('GtkButton', 'GtkToggleButton', 'GtkMenuButton'):
            yield from check_button(path, element)
        if element.get('class') == 'GtkSpinner' and 'spinning' in properties(element):
            yield path, 0, 'a spinner turns on a hidden page as well: start it by "map", stop it by "unmap"'
    for element in root.iter():
        if element.get('name') in ('label', 'title', 'tooltip-text', 'placeholder-text') and \
                element.tag == 'property' and element.get('translatable') is None and \
                element.get('bind-source') is None and len(element) == 0 and \
                element.text not in NAMES and re.search('[A-Za-z]{3}', element.text or ''):
            yield path, 0, '"%s" is shown but not translated' % element.text


def check_ui(top):
    for path in files(top, ('ui',)):
        if path.endswith('.ui') and path.startswith('ui/'):
            yield from check_ui_text(path, read(top, path))


SETTINGS_KEY = re.compile(r'\bg_settings_(?:get|set|bind|reset|create_action)\w* \([^,;()]*'
                          r'(?:\([^()]*\))?[^,;()]*,\s*"([a-z-]+)"')


def check_settings(top):
    """An unknown key or child of the settings ends the program."""
    schema = read(top, 'data/com.example.VeloInsure.gschema.xml')
    known = set(re.findall(r'<(?:key|child) name="([a-z-]+)"', schema))
    count = 0
    for path in files(top, ('src',)):
        if path.startswith('src/desktop/') and path.endswith('.c'):
            for match in SETTINGS_KEY.finditer(read(top, path)):
                count += 1
                if match.group(1) not in known:
                    line = read(top, path).count('\n', 0, match.start()) + 1
                    yield path, line, '"%s" is not in the schema' % match.group(1)
    if count == 0:
        yield 'src/desktop', 0, 'no use of settings found'


def po_entries(text):
    """The entries of a translation as (line, comments, strings by keyword); obsolete ones left out."""
    comments, strings, keyword, first = [], {}, None, 0
    for number, line in enumerate(text.split('\n') + [''], 1):
        if line.startswith('#'):
            comments.append(line)
        elif line.startswith('"') and keyword:
            strings[keyword] += line[1:-1]
        elif line.startswith('msg'):
            keyword, value = line.split(' ', 1)
            first = first or number
            strings[keyword] = value[1:-1]
        elif not line:
            if strings:
                yield first, comments, strings
            comments, strings, keyword, first = [], {}, None, 0


def as_shown(text):
    return re.sub(r'\s+', ' ', text.replace('_', '').replace('\u00a0', ' ')).rstrip(' …').lower()


def check_translations(top):
    """Translations are whole; the help book calls things by the names that the screens show."""
    for language in read(top, 'po/LINGUAS').split():
        path = 'po/%s.po' % language
        shown = {as_shown(name) for name in NAMES}
        for line, comments, strings in po_entries(read(top, path)):
            if any(comment.startswith('#,') and 'fuzzy' in comment for comment in comments):
                yield path, line, 'only guessed: "%s"' % strings['msgid']
            if not all(value for keyword, value in strings.items() if keyword.startswith('msgstr')):
                yield path, line, 'not translated: "%s"' % strings['msgid']
            shown.update(as_shown(value) for keyword, value in strings.items()
                         if keyword.startswith('msgstr'))
        for page in files(top, ('data',)):
            if page.startswith('data/help/%s/' % language):
                for match in re.finditer(r'<gui>(.*?)</gui>', read(top, page), re.S):
                    if as_shown(match.group(1)) not in shown:
                        line = read(top, page).count('\n', 0, match.start()) + 1
                        yield page, line, 'no screen shows "%s"' % match.group(1)


CHECKS = {'licences': check_licences, 'potfiles': check_potfiles, 'ui': check_ui,
          'settings': check_settings, 'translations': check_translations}


def self_test(folder):
    failed = False
    examples = [name for name in sorted(os.listdir(folder)) if name.endswith('.ui')]
    for name in examples:
        if not list(check_ui_text(name, read(folder, name))):
            print('%s: no fault found' % name)
            failed = True
    for check in ('licences', 'potfiles', 'settings', 'translations'):
        if not list(CHECKS[check](os.path.join(folder, check))):
            print('%s: no fault found' % check)
            failed = True
    return 1 if failed or not examples else 0


def main(arguments):
    if len(arguments) == 2 and arguments[0] == 'write-potfiles':
        return write_potfiles(arguments[1])
    if len(arguments) != 2 or (arguments[0] != '--self-test' and arguments[0] not in CHECKS):
        print(__doc__, file=sys.stderr)
        return 2
    if arguments[0] == '--self-test':
        return self_test(arguments[1])
    found = list(CHECKS[arguments[0]](arguments[1]))
    for path, line, message in found:
        print('%s:%d: %s' % (path, line, message))
    print('%d findings' % len(found))
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
