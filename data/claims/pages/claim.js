/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sends photos in parts, goes on after a lost connection or a closed page, and looks after the
   waiting page. Needs nothing but the browser. */
'use strict';

(function () {
  const LEAST_PART = 16 * 1024;
  const MOST_PART = 256 * 1024;
  const MAX_BYTES = 15 * 1024 * 1024;
  const MEASURED_SIDE = 1024;
  const LONGEST_SIDE = 2560;
  const STORE = 'photos';
  const list = document.getElementById('photos');
  const waiting = document.getElementById('waiting');

  /* Photos that are not sent yet, kept on this device in case the page is closed. */
  function withStore(mode, work) {
    return new Promise(function (resolve) {
      let request;
      try {
        request = indexedDB.open('claim', 1);
      } catch (e) {
        resolve(null);
        return;
      }
      request.onupgradeneeded = function () { request.result.createObjectStore(STORE); };
      request.onerror = function () { resolve(null); };
      request.onsuccess = function () {
        const transaction = request.result.transaction(STORE, mode);
        const asked = work(transaction.objectStore(STORE));
        transaction.oncomplete = function () { request.result.close(); resolve(asked.result); };
        transaction.onerror = transaction.onabort = function () { request.result.close(); resolve(null); };
      };
    });
  }

  function keyOf(slot) {
    return list.dataset.number + ' ' + slot;
  }

  /* Whoever deletes the data on this device deletes these too. */
  document.querySelectorAll('form.leave').forEach(function (form) {
    form.addEventListener('submit', function () {
      try { indexedDB.deleteDatabase('claim'); } catch (e) { /* then there is nothing to delete */ }
    });
  });

  /* A second tap must not send a form twice: two codes in two messages. Whoever stops the page may try again. */
  addEventListener('submit', function (event) {
    const form = event.target;
    if (event.defaultPrevented) { return; }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = '1';
    setTimeout(function () { delete form.dataset.sent; }, 10000);
  });
  /* Gone back to: some browsers keep pages that are not to be kept, and would show what is over. */
  addEventListener('pageshow', function (event) {
    if (event.persisted) { location.reload(); }
  });

  if (waiting) {
    const ask = function () {
      fetch('/claim/state').then(function (answer) {
        if (answer.status === 401) {
          location.reload();
        }
        return answer.ok ? answer.json() : null;
      }).then(function (found) {
        if (found && found.state !== waiting.dataset.state) {
          location.reload();
        }
      }).catch(function () { /* asked again soon */ });
    };
    setInterval(ask, 10000);
    /* in the background a phone asks seldom or never: whoever comes back sees how it is now */
    document.addEventListener('visibilitychange', function () {
      if (!document.hidden) { ask(); }
    });
  }
  if (!list) {
    return;
  }

  const words = list.dataset;
  const offline = document.getElementById('offline');
  const unsent = document.getElementById('unsent');
  const undecided = document.getElementById('undecided');
  const count = document.getElementById('count');
  const queue = [];
  let busy = null;
  let part = 64 * 1024;

  function say(row, text, fault) {
    const status = row.querySelector('.status');
    status.textContent = text;
    status.classList.toggle('fault', Boolean(fault));
  }

  function show(row, sent, all) {
    const bar = row.querySelector('progress');
    bar.hidden = all === 0;
    bar.value = all === 0 ? 0 : Math.round(100 * sent / all);
  }

  function showCount() {
    count.textContent = list.querySelectorAll('.photo:not([data-photo=""])').length;
  }

  /* The limits are those of the service; dark and bright first: both make a photo look blurred. */
  function judge(found) {
    if (found.brightness !== undefined && found.brightness < Number(words.leastBrightness)) { return words.dark; }
    if (found.brightness !== undefined && found.brightness > Number(words.mostBrightness)) { return words.bright; }
    if (found.sharpness !== undefined && found.sharpness < Number(words.leastSharpness)) { return words.blurred; }
    if (found.width && Math.max(found.width, found.height) < Number(words.leastSide)) { return words.small; }
    return '';
  }

  function draw(image, longest) {
    const scale = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    const context = canvas.getContext('2d');
    /* without it a picture that is made much smaller looks sharper than it is */
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  /* The grey picture of MEASURED_SIDE, each place the mean of the rectangle that it stands for. */
  function shrink(image) {
    const canvas = draw(image, LONGEST_SIDE);
    const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const longest = Math.max(canvas.width, canvas.height);
    const wide = longest > MEASURED_SIDE;
    const w = wide ? Math.max(1, Math.floor(canvas.width * MEASURED_SIDE / longest)) : canvas.width;
    const h = wide ? Math.max(1, Math.floor(canvas.height * MEASURED_SIDE / longest)) : canvas.height;
    const grey = new Float32Array(w * h);
    for (let y = 0; y < h; y++) {
      const top = Math.floor(y * canvas.height / h);
      const bottom = Math.max(top + 1, Math.floor((y + 1) * canvas.height / h));
      for (let x = 0; x < w; x++) {
        const left = Math.floor(x * canvas.width / w);
        const right = Math.max(left + 1, Math.floor((x + 1) * canvas.width / w));
        let sum = 0;
        for (let row = top; row < bottom; row++) {
          for (let i = 4 * (row * canvas.width + left); i < 4 * (row * canvas.width + right); i += 4) {
            sum += 0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2];
          }
        }
        grey[y * w + x] = sum / ((bottom - top) * (right - left));
      }
    }
    return { w: w, h: h, grey: grey };
  }

  /* As the service measures it, so that both say the same. */
  function measure(image) {
    const small = shrink(image);
    const w = small.w;
    const h = small.h;
    const grey = small.grey;
    let light = 0;
    let sum = 0;
    let squares = 0;
    let n = 0;
    for (let i = 0; i < w * h; i++) { light += grey[i]; }
    for (let y = 1; y < h - 1; y++) {
      for (let x = 1; x < w - 1; x++) {
        const i = y * w + x;
        const value = grey[i - 1] + grey[i + 1] + grey[i - w] + grey[i + w] - 4 * grey[i];
        sum += value;
        squares += value * value;
        n++;
      }
    }
    return {
      width: image.naturalWidth, height: image.naturalHeight, brightness: light / (w * h),
      sharpness: n > 0 ? squares / n - (sum / n) * (sum / n) : undefined,
    };
  }

  function preview(row, file) {
    return new Promise(function (resolve) {
      const image = row.querySelector('.preview');
      const address = URL.createObjectURL(file);
      image.onload = function () { image.hidden = false; URL.revokeObjectURL(address); resolve(image); };
      image.onerror = function () { image.hidden = true; URL.revokeObjectURL(address); resolve(null); };
      image.src = address;
    });
  }

  /* What the service does not take, but the browser can show, is written anew. */
  function convert(file, image) {
    const known = file.type === 'image/jpeg' || file.type === 'image/png';
    if (!image || (known && file.size <= MAX_BYTES)) {
      return Promise.resolve(file);
    }
    return new Promise(function (resolve) { draw(image, LONGEST_SIDE).toBlob(resolve, 'image/jpeg', 0.9); });
  }

  function wait(ms) {
    return new Promise(function (resolve) { setTimeout(resolve, ms); });
  }

  /* Tries until there is an answer; one that asks to try later is none. */
  async function call(method, path, body, type) {
    let pause = 1000;
    for (;;) {
      try {
        const headers = { 'X-CSRF': words.csrf };
        if (type) { headers['Content-Type'] = type; }
        const answer = await fetch(path, { method: method, headers: headers, body: body });
        const found = await answer.json().catch(function () { return {}; });
        if (answer.status === 401 || answer.status === 403) {
          /* the page goes; what is kept on this device is sent after the next login */
          location.reload();
          await new Promise(function () {});
        }
        if (answer.status < 500) {
          offline.hidden = true;
          return { status: answer.status, found: found };
        }
      } catch (e) { /* no connection */ }
      offline.hidden = false;
      say(busy.row, words.waiting);
      await wait(pause);
      pause = Math.min(15000, pause * 2);
    }
  }

  function refused(answer) {
    if (answer.status === 429) { return words.full; }
    return words[answer.found.reason] || words.damaged;
  }

  async function sendParts(job, id, offset) {
    while (offset < job.file.size) {
      const started = Date.now();
      const bytes = job.file.slice(offset, offset + part);
      say(job.row, words.sending);
      show(job.row, offset, job.file.size);
      const answer = await call('PUT', '/claim/uploads/' + id + '?offset=' + offset, bytes, 'application/octet-stream');
      if (job.cancelled) { return null; }
      if (answer.status !== 200 && answer.status !== 409) { return answer; }
      if (answer.found.offset === undefined) { return answer; }
      offset = answer.found.offset;
      part = Date.now() - started < 1500 ? Math.min(MOST_PART, part * 2) : Math.max(LEAST_PART, part / 2);
    }
    say(job.row, words.looking);
    show(job.row, 1, 1);
    return call('POST', '/claim/uploads/' + id, new Uint8Array(0).buffer, 'application/octet-stream');
  }

  async function send(job) {
    const form = new URLSearchParams({
      slot: job.row.dataset.slot, size: job.file.size,
      mark: [job.file.size, job.file.lastModified || 0, String(job.file.name || '').slice(0, 40)].join(' '),
    });
    let answer = await call('POST', '/claim/photos', form);
    if (answer.status === 200 || answer.status === 201) {
      answer = await sendParts(job, answer.found.upload, answer.found.offset);
    }
    if (!answer || job.cancelled) { return; }
    show(job.row, 0, 0);
    await withStore('readwrite', function (store) { return store.delete(keyOf(job.row.dataset.slot)); });
    if (answer.status === 200 && answer.found.photo) {
      const wish = judge(answer.found);
      job.row.dataset.photo = answer.found.photo;
      say(job.row, wish && !job.anyway ? words.sent + '. ' + wish : words.sent, Boolean(wish) && !job.anyway);
      showCount();
      forgetFault(job.row);
    } else {
      say(job.row, refused(answer), true);
    }
    job.row.querySelector('.take').textContent = words.again;
  }

  function forgetFault(row) {
    const missing = document.getElementById(row.dataset.slot + '-missing');
    const input = row.querySelector('input[type=file]');
    if (missing) { missing.remove(); }
    input.removeAttribute('aria-invalid');
    input.setAttribute('aria-describedby', row.dataset.slot + '-hint');
  }

  async function work() {
    while (!busy && queue.length > 0) {
      busy = queue.shift();
      await send(busy);
      busy = null;
    }
    unsent.hidden = true;
  }

  function enqueue(row, file, anyway) {
    row.querySelector('.anyway').hidden = true;
    undecided.hidden = true;
    say(row, words.sending);
    queue.push({ row: row, file: file, anyway: anyway });
    work();
  }

  /* A photo that could be better is asked about, never refused: the person who stands there decides. */
  function ask(row, file, wish) {
    const anyway = row.querySelector('.anyway');
    say(row, wish, true);
    row.querySelector('.take').textContent = words.again;
    anyway.hidden = false;
    anyway.onclick = function () {
      enqueue(row, file, true);
      row.querySelector('input[type=file]').focus();
    };
  }

  async function take(row, file, keep) {
    for (let i = queue.length - 1; i >= 0; i--) {
      if (queue[i].row === row) { queue.splice(i, 1); }
    }
    if (busy && busy.row === row) { busy.cancelled = true; }
    const image = await preview(row, file);
    const ready = await convert(file, image);
    const found = image ? measure(image) : {};
    const wish = judge(found);
    row.dataset.sharpness = Math.round(found.sharpness);
    row.dataset.brightness = Math.round(found.brightness);
    if (keep) {
      await withStore('readwrite', function (store) { return store.put(ready, keyOf(row.dataset.slot)); });
    }
    if (wish) {
      ask(row, ready, wish);
    } else {
      enqueue(row, ready, false);
    }
  }

  list.querySelectorAll('.photo').forEach(function (row) {
    const input = row.querySelector('input[type=file]');
    input.addEventListener('change', function () {
      if (input.files.length > 0) { take(row, input.files[0], true); }
    });
    withStore('readonly', function (store) { return store.get(keyOf(row.dataset.slot)); }).then(function (file) {
      if (file) { take(row, file, false); }
    });
  });

  document.getElementById('done').addEventListener('submit', function (event) {
    const open = list.querySelector('.anyway:not([hidden])');
    unsent.hidden = !(busy || queue.length > 0);
    undecided.hidden = !open || !unsent.hidden;
    if (open) { open.focus(); }
    if (!unsent.hidden || open) { event.preventDefault(); }
  });

  addEventListener('online', function () { offline.hidden = true; });
}());
