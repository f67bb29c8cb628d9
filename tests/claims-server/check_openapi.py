#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds data/claims/openapi.yaml against the running service: every path, method, role and status."""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

try:
    import yaml
except ImportError:
    print('1..0 # SKIP python3-yaml is missing')
    sys.exit(0)

PASSWORD = 'a long password'
ROLES = ('desk', 'assessor', 'partner')
ID = '0123456789abcdef0123456789abcdef'


def call(base, method, path, token=None, body=None):
    headers = {'Content-Type': 'application/json'}
    if token:
        headers['Authorization'] = 'Bearer ' + token
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + path, method=method, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        text = refusal.read()
        return refusal.code, json.loads(text) if text.startswith(b'{') else None


class Service:
    def __init__(self, program, folder):
        config = os.path.join(folder, 'claims.ini')
        with open(config, 'w', encoding='utf-8') as file:
            file.write('[service]\nport=0\npublic-url=https://claims.example\ndatabase=%s/claims.sqlite\n'
                       'desk-phone=1\ninsurer=T\n' % folder)
        for role in ROLES:
            more = ['--portfolio', 'north'] if role == 'partner' else []
            subprocess.run([program, '--config', config, '--add-account', role, '--shown', role, '--role', role] + more,
                           input=PASSWORD + '\n', text=True, check=True, stdout=subprocess.DEVNULL)
        self.process = subprocess.Popen([program, '--config', config], stdout=subprocess.PIPE, text=True)
        self.base = re.search(r'http://\S+', self.process.stdout.readline()).group(0).rstrip('/')
        self.tokens = {role: call(self.base, 'POST', '/api/v1/session', None,
                                  {'name': role, 'password': PASSWORD})[1]['token'] for role in ROLES}

    def stop(self):
        self.process.terminate()
        return self.process.wait(30)


def check_operation(service, path, method, operation):
    """What is wrong with one operation of the file, as sentences."""
    target = path.replace('{id}', ID)
    body = {} if 'requestBody' in operation else None
    documented = {int(status) for status in operation['responses']}
    roles = operation.get('x-roles', [])
    for role in (None,) + ROLES:
        # logging out is tried last: it ends the session
        if method == 'DELETE' and role:
            continue
        status, _answer = call(service.base, method, target, service.tokens.get(role), body)
        who = role or 'nobody'
        if status not in documented:
            yield '%s %s as %s: %d is not in the file' % (method, path, who, status)
        if roles and role is None and status != 401:
            yield '%s %s as nobody: %d' % (method, path, status)
        if roles and role and (status == 403) != (role not in roles):
            yield '%s %s as %s: %d' % (method, path, role, status)
    if 'requestBody' in operation and call(service.base, method, target, service.tokens['desk'], [])[0] != 422:
        yield '%s %s takes a body that is no object' % (method, path)


def check_claim(service, document):
    """The members of a claim, as the file names them."""
    sent = {'number': '26-1', 'country': 'DE', 'plate': 'H-AB 123', 'customer-name': 'N', 'phone': '01711234567'}
    status, claim = call(service.base, 'POST', '/api/v1/claims', service.tokens['desk'], sent)
    if status != 201:
        yield 'a claim is not taken: %d' % status
        return
    named = set(document['components']['schemas']['claim']['properties'])
    for name in sorted(set(claim) ^ named):
        yield 'claim member "%s" is %s' % (name, 'not in the file' if name in claim else 'in the file only')


def check(program, top):
    with open(os.path.join(top, 'data/claims/openapi.yaml'), encoding='utf-8') as file:
        document = yaml.safe_load(file)
    with open(os.path.join(top, 'src/claims-server/velo-claims-api.c'), encoding='utf-8') as file:
        routes = set(re.findall(r'\{ "(\w+)", "(api/v1/[^"]*)"', file.read()))
    with tempfile.TemporaryDirectory() as folder:
        service = Service(program, folder)
        described = set()
        for path, item in document['paths'].items():
            for method, operation in item.items():
                if method == 'parameters':
                    continue
                described.add((method.upper(), path.lstrip('/').replace('{id}', '*')))
                yield '%s %s' % (method.upper(), path), list(check_operation(service, path, method.upper(), operation))
        yield 'every route is described', ['%s %s' % route for route in sorted(routes ^ described)]
        yield 'a claim', list(check_claim(service, document))
        status = service.stop()
        yield 'stops gracefully', [] if status == 0 else ['exit status %d' % status]


def main():
    number = 0
    for name, faults in check(sys.argv[1], sys.argv[2]):
        number += 1
        for fault in faults:
            print('# ' + fault)
        print('%s %d %s' % ('not ok' if faults else 'ok', number, name))
    print('1..%d' % number)


main()
