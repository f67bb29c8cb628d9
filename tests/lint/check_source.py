#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the C sources against the rules of the house that a compiler does not know.

Usage: check_source.py TOP                 check src/ and tests/
       check_source.py --self-test FOLDER  each file there must break the rule it is named after

A rule is a function that takes a Source and yields (line number, message). In FOLDER the first
lines of a file may say "lint: as PATH": the file is then judged as if it lay there.
"""

import os
import re
import sys

MAX_FILE = 700  # 600 is the aim, this is the end
MAX_FUNCTION = 60
MAX_COLUMN = 140  # 100 is the aim, this is the end; prototypes may go on
MAX_NESTING = 5

TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


def blank(text):
    return re.sub(r'[^\n]', ' ', text)


class Function:
    def __init__(self, name, line, body):
        self.name = name
        self.line = line
        self.body = body


class Source:
    """One file: as it is, without comments, and without comments and strings."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.lines = text.split('\n')
        self.uncommented = TOKEN.sub(
            lambda m: blank(m.group()) if m.group().startswith('/') else m.group(), text)
        self.code = TOKEN.sub(
            lambda m: blank(m.group()) if m.group().startswith('/')
            else m.group()[0] + ' ' * (len(m.group()) - 2) + m.group()[0], text)
        parts = path.split('/')
        self.in_src = parts[0] == 'src'
        self.room = parts[1] if len(parts) > 2 else ''
        self.folder = '/'.join(parts[:-1])
        self.is_main = self.in_src and re.search(r"(^|[/-])main\.c$", path) is not None
        self.functions = list(self.find_functions())

    def find_functions(self):
        for match in re.finditer(r'^([a-z_][a-z0-9_]*) \([^;{}]*?\)\n\{\n(.*?)^\}', self.code,
                                 re.MULTILINE | re.DOTALL):
            yield Function(match.group(1), self.line_of(match.start()), match.group(2))

    def line_of(self, offset):
        return self.text.count('\n', 0, offset) + 1

    def find(self, pattern, text=None):
        for match in re.finditer(pattern, self.code if text is None else text, re.MULTILINE):
            yield self.line_of(match.start()), match


def rule_licence(source):
    if 'SPDX-License-Identifier: ' not in '\n'.join(source.lines[:3]):
        yield 1, 'the first lines name no licence'


def rule_goto(source):
    for line, _ in source.find(r'\bgoto\b'):
        yield line, 'goto'


def rule_parent_include(source):
    for line, _ in source.find(r'^#include "(\.\./|src/)', source.uncommented):
        yield line, 'includes by way of another folder: rooms are fenced by include paths'


# what derives from a record in another room needs its class
FRIENDS = ('velo-record-private.h',)


def rule_private_header(source):
    if not source.in_src:
        return
    for line, match in source.find(r'^#include "([^"]*-private\.h)"', source.uncommented):
        inside = os.path.exists(os.path.join(Checker.top, source.folder, match.group(1)))
        if not inside and match.group(1) not in FRIENDS:
            yield line, '%s is private to another folder' % match.group(1)


LIBRARIES = {
    r'<sqlite3\.h>': ('database',),
    r'<poppler\.h>': ('paper', 'intake', 'training'),
    r'<libsecret/': ('secrets',),
    r'<libsoup/': ('insurer', 'training', 'claims', 'claims-server', 'claims-training'),
    r'<(gtk/|gdk/|adwaita\.h)': ('desktop',),
}


def rule_room_library(source):
    for header, rooms in LIBRARIES.items():
        if source.in_src and source.room not in rooms:
            for line, match in source.find('^#include ' + header, source.uncommented):
                yield line, 'only %s may include this' % ' and '.join(rooms)


def rule_main_loop(source):
    # the two servers live in threads with loops of their own
    if source.in_src and not source.is_main and source.room not in ('training', 'claims-server'):
        for line, match in source.find(r'\b(g_main_loop_run|g_main_context_iteration) \('):
            yield line, match.group(1) + ' outside of main: a nested loop'


def rule_sync_call(source):
    if source.in_src and source.room == 'desktop':
        for line, match in source.find(r'\b(\w+_sync) \('):
            yield line, match.group(1) + ' blocks the main thread'


def rule_default_application(source):
    if source.in_src and source.folder != 'src/desktop/shell':
        for line, _ in source.find(r'\bg_application_get_default\b'):
            yield line, 'only the shell knows the application'


def rule_print(source):
    # the shell speaks to the terminal for --check-connection, --demo and their like
    if source.in_src and not source.is_main and source.folder != 'src/desktop/shell':
        for line, match in source.find(r'\b(g_print|g_printerr|printf|puts) \('):
            yield line, match.group(1) + ' outside of main'


def rule_static_variable(source):
    if not source.in_src:
        return
    for line, match in source.find(r'^( *)static (?!const\b|inline\b)([^;={}()\[]*)(;|=|\[)'):
        name = match.group(2)
        if re.search(r'\bconst\b', name):
            continue
        if re.search(r'GParamSpec +\*\w*(props|properties)$', name.strip()):
            continue
        if re.search(r'guint +signals$', name.strip()) or 'gsize' in name:
            continue
        yield line, 'static variable that can change'


def rule_prefix_error(source):
    for line, match in source.find(r'\bg_prefix_error(?:_literal)? \([^"]*"((?:\\.|[^"\\])*)"',
                                   source.uncommented):
        if not match.group(1).endswith(': '):
            yield line, 'the prefix does not end in ": "'


def rule_set_error(source):
    if not source.in_src:
        return
    for match in re.finditer(r'^( +)g_set_error(?:_literal)? \(error,[^;]*;\n(?:\s*\n)*(.*)$',
                             source.code, re.MULTILINE):
        after = match.group(2).strip()
        if not re.match(r'(return|break|continue|\}|else|case|default|if|while|g_task_return)', after):
            yield source.line_of(match.start()), 'goes on after g_set_error'


def rule_chain_up(source):
    for function in source.functions:
        match = re.search(r'_(finalize|dispose|constructed)$', function.name)
        if match is None or '(GObject ' not in source.code:
            continue
        head = source.code.split('\n' + function.name + ' (', 1)
        if len(head) < 2 or not head[1].startswith('GObject *'):
            continue
        if not re.search(r'parent_class\)->%s \(' % match.group(1), function.body):
            yield function.line, '%s does not chain up' % function.name


def rule_async_pair(source):
    if not source.in_src:
        return
    bodies = {function.name: function.body for function in source.functions}
    for function in source.functions:
        if not function.name.endswith('_async') or 'g_task_new (' not in function.body:
            continue
        ends = [body for name, body in bodies.items() if name.endswith('_finish')]
        if 'g_task_set_source_tag (' not in function.body:
            yield function.line, '%s has no source tag' % function.name
        if not any(re.search(r'\b%s\b' % function.name, body) for body in ends):
            yield function.line, 'no _finish checks the tag of %s' % function.name


def rule_file_length(source):
    if len(source.lines) - 1 > MAX_FILE:
        yield len(source.lines), 'longer than %d lines' % MAX_FILE


def rule_function_length(source):
    for function in source.functions:
        length = function.body.count('\n')
        if length > MAX_FUNCTION:
            yield function.line, '%s has %d lines' % (function.name, length)


def rule_nesting(source):
    for function in source.functions:
        for number, line in enumerate(function.body.split('\n')):
            # two spaces to a block in GNU style, four to a nested one
            if re.match(r' {%d,}\{$' % (4 * MAX_NESTING), line.rstrip()):
                yield function.line + number, 'nested too deeply'
                break


def rule_assert_effect(source):
    if source.in_src:
        for line, _ in source.find(r'\bg_assert(?:_true|_false)? \(.*\w+ \(.*[(,] ?&\w'):
            yield line, 'an assertion must not do anything'


def rule_log_secret(source):
    for line, _ in source.find(
            r'\bg_(debug|info|message|warning|critical) \(\s*"[^"]*(?i:password|token|body|iban)[^"]*%',
            source.uncommented):
        yield line, 'a log has no place for this'


def rule_uninitialised(source):
    for line, match in source.find(r'\b(g_autoptr ?\([^)]*\)|g_autofree [\w ]+\*|g_auto ?\([^)]*\)) ?\w+;'):
        yield line, 'freed by itself but not initialised'


def rule_unfinished(source):
    for line, match in source.find(r'\b(TODO|FIXME|XXX)\b', source.text):
        yield line, match.group(1)


def rule_layout(source):
    for number, line in enumerate(source.lines, 1):
        if '\t' in line:
            yield number, 'a tab'
        if line != line.rstrip():
            yield number, 'blanks at the end of the line'
        too_long = len(line) > MAX_COLUMN and line.startswith(' ') and source.path.endswith('.c')
        if too_long and '_("' not in line:  # a sentence to translate stays whole
            yield number, 'longer than %d columns' % MAX_COLUMN


RULES = {name[len('rule_'):].replace('_', '-'): rule
         for name, rule in list(globals().items()) if name.startswith('rule_')}


class Checker:
    top = '.'

    @staticmethod
    def check(path, text):
        """Returns [(rule, path, line, message)]."""
        source = Source(path, text)
        return [(name, path, line, message)
                for name, rule in sorted(RULES.items()) for line, message in rule(source)]


def sources(top):
    for folder in ('src', 'tests'):
        for directory, folders, files in os.walk(os.path.join(top, folder)):
            folders[:] = sorted(f for f in folders if f != 'bad')
            for name in sorted(files):
                if name.endswith(('.c', '.h')):
                    yield os.path.relpath(os.path.join(directory, name), top)


def check_tree(top):
    Checker.top = top
    found = []
    count = 0
    for path in sources(top):
        with open(os.path.join(top, path), encoding='utf-8') as file:
            found += Checker.check(path, file.read())
        count += 1
    for rule, path, line, message in found:
        print('%s:%d: %s [%s]' % (path, line, message, rule))
    print('%d files, %d findings' % (count, len(found)))
    return 1 if found or count == 0 else 0


def self_test(folder):
    """Every rule has a file that breaks it, and only it."""
    failed = False
    Checker.top = folder
    for rule in sorted(RULES):
        name = os.path.join(folder, rule + '.c')
        if not os.path.exists(name):
            print('no example for rule ' + rule)
            failed = True
            continue
        with open(name, encoding='utf-8') as file:
            text = file.read()
        path = re.search(r'lint: as (\S+)', text)
        broken = {f[0] for f in Checker.check(path.group(1) if path else 'src/base/x.c', text)}
        if broken != {rule}:
            print('%s: breaks %s' % (name, ', '.join(sorted(broken)) or 'nothing'))
            failed = True
    print('%d rules' % len(RULES))
    return 1 if failed else 0


def main(arguments):
    if len(arguments) == 2 and arguments[0] == '--self-test':
        return self_test(arguments[1])
    if len(arguments) == 1:
        return check_tree(arguments[0])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
