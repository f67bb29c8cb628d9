/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form at the counter: checks what is typed, seals it for the counter with the key that stands behind
   the link, and sends it. Needs nothing but the browser. */
'use strict';

(function () {
  const PIECE = 512;
  const KEY_BYTES = 32;
  const NONCE_BYTES = 12;
  const IBAN_LENGTHS = {
    AD: 24, AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27, GB: 22,
    GI: 23, GR: 27, HR: 21, HU: 28, IE: 22, IS: 26, IT: 27, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27, MT: 31, NL: 18,
    NO: 15, PL: 28, PT: 25, RO: 24, SE: 24, SI: 19, SK: 24, SM: 27, VA: 22,
  };
  const language = document.getElementById('language');
  const form = document.getElementById('form');

  /* The key stays with the page, whatever its language. */
  if (language) { language.hash = location.hash; }
  if (!form) { return; }

  const words = form.dataset;
  const entries = Array.from(form.querySelectorAll('input, select'));
  const button = document.getElementById('send');
  const status = document.getElementById('status');
  let sealed = null;

  function readKey() {
    const text = location.hash.slice(1);
    if (!/^[A-Za-z0-9_-]{43}$/.test(text)) { return null; }
    try {
      const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/') + '=');
      return Uint8Array.from(binary, function (letter) { return letter.charCodeAt(0); });
    } catch (e) {
      return null;
    }
  }

  const key = readKey();
  if (!window.crypto || !crypto.subtle || !window.TextEncoder || !window.fetch) {
    refuse(words.noCrypto);
    return;
  }
  if (!key || key.length !== KEY_BYTES) {
    refuse(words.noKey);
    return;
  }
  form.hidden = false;

  function refuse(text) {
    const cannot = document.getElementById('cannot');
    cannot.textContent = text;
    cannot.hidden = false;
    form.hidden = true;
  }

  /* As it is sent: a date as year-month-day, an IBAN without blanks. */
  function valueOf(entry) {
    const text = entry.value.trim().replace(/\s+/g, ' ');
    if (entry.id === 'birth-date') { return text === '' ? '' : readDate(text); }
    if (entry.id === 'iban') { return text.replace(/ /g, '').toUpperCase(); }
    if (entry.id === 'postcode') { return text.replace(/^(D|DE|A|AT)[- ]+/i, '').replace(/ /g, ''); }
    return text;
  }

  /* "18.4.1980", "18041980", "1980-04-18"; null if it is not a date. */
  function readDate(text) {
    let found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (found) { found = [text, found[3], found[2], found[1]]; }
    found = found || /^(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4})$/.exec(text) || /^(\d{2})(\d{2})(\d{4})$/.exec(text);
    if (!found) { return null; }
    const day = Number(found[1]);
    const month = Number(found[2]);
    const date = new Date(Date.UTC(Number(found[3]), month - 1, day));
    if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) { return null; }
    return date.toISOString().slice(0, 10);
  }

  function isIban(iban) {
    if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban) || IBAN_LENGTHS[iban.slice(0, 2)] !== iban.length) { return false; }
    let remainder = 0;
    for (const letter of iban.slice(4) + iban.slice(0, 4)) {
      const number = parseInt(letter, 36);
      remainder = (remainder * (number > 9 ? 100 : 10) + number) % 97;
    }
    return remainder === 1;
  }

  function country() {
    const choice = document.getElementById('country');
    return choice ? choice.value : words.country;
  }

  function judgeDate(date) {
    const today = new Date().toISOString().slice(0, 10);
    if (date === null) { return words.dateFault; }
    return date > today || date < '1900-01-01' ? words.dateFuture : '';
  }

  const judges = {
    'birth-date': judgeDate,
    street: function (text) { return /\d/.test(text) ? '' : words.house; },
    postcode: function (text) {
      if (country() === 'AT') { return /^\d{4}$/.test(text) ? '' : words.postcodeAt; }
      return /^\d{5}$/.test(text) ? '' : words.postcodeDe;
    },
    email: function (text) { return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? '' : words.emailFault; },
    phone: judgePhone,
    mobile: judgePhone,
    iban: function (text) { return isIban(text) ? '' : words.ibanFault; },
  };

  function judgePhone(text) {
    return /^\+?[0-9 ()/-]+$/.test(text) && text.replace(/\D/g, '').length >= 5 ? '' : words.phoneFault;
  }

  function judge(entry) {
    const value = valueOf(entry);
    if (value === '') { return entry.getAttribute('aria-required') === 'true' ? words.missing : ''; }
    return judges[entry.id] ? judges[entry.id](value) : '';
  }

  function show(entry, fault) {
    const place = document.getElementById(entry.id + '-fault');
    place.textContent = fault;
    place.hidden = fault === '';
    if (fault === '') {
      entry.removeAttribute('aria-invalid');
    } else {
      entry.setAttribute('aria-invalid', 'true');
    }
  }

  /* As on paper, so that it can be compared. */
  function tidy(entry) {
    const value = valueOf(entry);
    if (entry.id === 'birth-date' && value) { entry.value = value.split('-').reverse().join('.'); }
    if (entry.id === 'iban') { entry.value = value.replace(/(.{4})(?=.)/g, '$1 '); }
  }

  /* What is wrong is said once it is typed, what is missing not before it is sent. */
  entries.forEach(function (entry) {
    entry.addEventListener('change', function () {
      sealed = null;
      tidy(entry);
      show(entry, valueOf(entry) === '' ? '' : judge(entry));
      if (entry.id === 'country') {
        const postcode = document.getElementById('postcode');
        if (postcode && valueOf(postcode) !== '') { show(postcode, judge(postcode)); }
      }
    });
    entry.addEventListener('input', function () {
      sealed = null;
      if (entry.hasAttribute('aria-invalid') && judge(entry) === '') { show(entry, ''); }
    });
    /* the key of the phone's keyboard goes on, it does not send */
    entry.addEventListener('keydown', function (event) {
      const next = entries[entries.indexOf(entry) + 1];
      if (event.key === 'Enter' && entry.tagName === 'INPUT' && next) {
        event.preventDefault();
        next.focus();
      }
    });
  });

  function findFaults() {
    let first = null;
    entries.forEach(function (entry) {
      const fault = judge(entry);
      show(entry, fault);
      if (fault !== '' && !first) { first = entry; }
    });
    document.getElementById('faults').hidden = !first;
    if (first) { first.focus(); }
    return first !== null;
  }

  /* With blanks behind, so that the length tells nothing about what was entered. */
  async function seal() {
    const values = {};
    entries.forEach(function (entry) {
      const value = valueOf(entry);
      if (value) { values[entry.id] = value; }
    });
    const bytes = new TextEncoder().encode(JSON.stringify(values));
    const padded = new Uint8Array(Math.ceil(bytes.length / PIECE) * PIECE).fill(32);
    padded.set(bytes);
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const secret = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
    const hidden = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(words.token), tagLength: 128 }, secret, padded);
    const whole = new Uint8Array(NONCE_BYTES + hidden.byteLength);
    whole.set(nonce);
    whole.set(new Uint8Array(hidden), NONCE_BYTES);
    return whole;
  }

  function say(text, fault) {
    status.textContent = text;
    status.classList.toggle('fault', Boolean(fault));
  }

  function finish() {
    const sent = document.getElementById('sent').content;
    form.reset();
    document.getElementById('filling').replaceWith(sent);
    document.querySelector('h1').focus();
    if (language) { language.remove(); }
    /* whoever takes this phone next finds no key in the history */
    history.replaceState(null, '', location.pathname);
  }

  async function send() {
    /* the same bytes again, if an answer was lost: the service then knows them */
    sealed = sealed || await seal();
    const answer = await fetch('/f/' + words.token, {
      method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: sealed, cache: 'no-store',
    });
    if (answer.ok) {
      finish();
    } else if (answer.status === 404 || answer.status === 410) {
      say(words.ended, true);
    } else if (answer.status === 429 || answer.status >= 500) {
      say(answer.status === 429 ? words.often : words.offline, true);
    } else {
      say(words.refused, true);
    }
  }

  /* A fault that shows up when the last field is left would move the button away under the finger. */
  button.addEventListener('mousedown', function (event) { event.preventDefault(); });

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    entries.forEach(tidy);
    if (button.disabled || findFaults()) { return; }
    document.activeElement.blur();
    button.disabled = true;
    say(words.sending);
    send().catch(function () { say(words.offline, true); }).then(function () { button.disabled = false; });
  });
}());
