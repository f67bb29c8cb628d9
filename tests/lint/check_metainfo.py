#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that each picture that the metainfo names is in data/screenshots, with the stated size.

Usage: check_metainfo.py TOP METAINFO PROJECT_URL
"""
import pathlib
import struct
import sys
import xml.etree.ElementTree as ElementTree


def read_size(path):
    """Width and height of a PNG."""
    head = path.read_bytes()[:24]
    if head[:8] != b'\x89PNG\r\n\x1a\n':
        return None
    return struct.unpack('>II', head[16:24])


def check_image(image, folder, base):
    address = (image.text or '').strip()
    if not address.startswith(base):
        yield f'{address} is not below {base}'
        return
    path = folder / address[len(base):]
    if not path.is_file():
        yield f'{address}: there is no data/screenshots/{path.name}'
        return
    stated = (int(image.get('width', 0)), int(image.get('height', 0)))
    if read_size(path) != stated:
        yield f'{path.name} has the size {read_size(path)}, and {stated} is stated'


def main():
    top, metainfo, url = sys.argv[1:4]
    root = ElementTree.parse(metainfo).getroot()
    folder = pathlib.Path(top) / 'data' / 'screenshots'
    images = root.findall('screenshots/screenshot/image')
    problems = [] if not url.endswith('/') else [f'project_url ends with a slash: {url}']
    for image in images:
        problems += check_image(image, folder, url + '/screenshots/')
    for screenshot in root.findall('screenshots/screenshot'):
        if not (screenshot.findtext('caption') or '').strip():
            problems.append('a picture has no caption')
    if len(images) < 3:
        problems.append(f'{len(images)} pictures are too few')
    for address in root.findall('url'):
        if not (address.text or '').startswith(url):
            problems.append(f'{address.text} is not below {url}')
    if '@' in ElementTree.tostring(root, encoding='unicode'):
        problems.append('a placeholder was not replaced')
    print('\n'.join(problems) or f'{len(images)} pictures')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
