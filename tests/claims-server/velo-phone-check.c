/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at a page as it is shown: layout at every width, contrast, names, what a screen reader is told. */

#include "velo-phone.h"

#include <string.h>

/* From the smallest phone, which is also a desktop at 400 %, to a desktop. */
static const int widths[] = { 320, 360, 390, 412, 1280 };

/* What is wrong with the page, which may be as wide as it says: empty if nothing is. A phone would
 * make a page that is too wide smaller, and count that as its own width. */
static const char layout_script[] =
  "const faults = [];"
  "const shown = (e) => e.getClientRects().length > 0 && !e.closest('.unseen');"
  "if (document.documentElement.scrollWidth > wide) faults.push('wider than the screen');"
  /* a word that is broken without a hyphen: with nothing but its own letters it is higher than one line */
  "document.querySelectorAll('h1, h2, th, label, button, a').forEach((e) => {"
  "  const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);"
  "  for (let node = walk.nextNode(); node; node = walk.nextNode()) {"
  "    for (const match of node.textContent.matchAll(/[\\p{L}]{4,}/gu)) {"
  "      const range = document.createRange();"
  "      range.setStart(node, match.index + 1);"
  "      range.setEnd(node, match.index + match[0].length);"
  "      const tops = new Set([...range.getClientRects()].filter((r) => r.width > 0).map((r) => Math.round(r.top)));"
  "      if (shown(e) && tops.size > 1) faults.push('broken: ' + match[0]); } } });"
  "document.querySelectorAll('a, button, label.button, select, textarea, input:not([type=hidden])').forEach((e) => {"
  "  if (!shown(e)) return;"
  "  const r = e.getBoundingClientRect();"
  "  if (r.width < 24 || r.height < 24) faults.push('small: ' + e.outerHTML.slice(0, 80)); });"
  "document.querySelectorAll('button, a.button, label.button').forEach((e) => {"
  "  if (shown(e) && e.getBoundingClientRect().height < 44) faults.push('not for thumbs: ' + e.textContent); });"
  "return faults.join('; ');";

static const char content_script[] =
  "const faults = [];"
  "if (!document.documentElement.lang) faults.push('no language');"
  "if (!document.title.includes(' \u2013 ')) faults.push('no title of its own');"
  "if (document.body.textContent.includes('{{')) faults.push('a place is not filled');"
  "if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');"
  "let level = 0;"
  "document.querySelectorAll('h1, h2, h3').forEach((h) => {"
  "  const own = Number(h.tagName[1]);"
  "  if (own > level + 1) faults.push('a level is left out: ' + h.textContent);"
  "  level = own; });"
  "['header', 'main', 'footer'].forEach((name) => {"
  "  if (document.querySelectorAll('body > ' + name).length !== 1) faults.push('not one ' + name); });"
  /* at the counter one asks there */
  "if (!document.querySelector(\"footer a[href^='tel:'], script[src='/static/form.js']\")) faults.push('no number to call');"
  "const ids = new Set();"
  "document.querySelectorAll('[id]').forEach((e) => {"
  "  if (ids.has(e.id)) faults.push('twice: ' + e.id);"
  "  ids.add(e.id); });"
  "document.querySelectorAll('input:not([type=hidden]), textarea, select').forEach((field) => {"
  "  if (field.labels.length === 0) faults.push('no label: ' + field.id); });"
  "document.querySelectorAll('[aria-describedby], [aria-labelledby]').forEach((e) => {"
  "  ((e.getAttribute('aria-describedby') || '') + ' ' + (e.getAttribute('aria-labelledby') || '')).trim()"
  "    .split(/\\s+/).forEach((id) => { if (!ids.has(id)) faults.push('nothing there: ' + id); }); });"
  "document.querySelectorAll('[aria-invalid=true]').forEach((e) => {"
  "  if (!(e.getAttribute('aria-describedby') || '').match(/fault|wrong|missing/)) faults.push('not told: ' + e.id); });"
  "document.querySelectorAll('progress').forEach((e) => {"
  "  if (!e.parentElement.querySelector('[role=status]')) faults.push('progress is not told'); });"
  "const wrong = document.querySelector('[aria-invalid=true]');"
  "if (wrong && document.activeElement !== wrong) faults.push('the focus is not on ' + wrong.id);"
  "return faults.join('; ');";

/* Text of twice the size still fits. */
static const char zoom_script[] =
  "document.documentElement.style.fontSize = '36px';"
  "const width = document.documentElement.scrollWidth;"
  "document.documentElement.style.fontSize = '';"
  "return width > wide ? 'too wide with large text' : '';";

/* Every text against what it really stands on, and the edges of fields. */
static const char contrast_script[] =
  "const faults = [];"
  "const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);"
  "const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => { v /= 255;"
  "  return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });"
  "  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };"
  "const ratio = (a, b) => { const x = light(a), y = light(b);"
  "  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };"
  "const ground = (e) => { for (; e; e = e.parentElement) {"
  "  const c = parse(getComputedStyle(e).backgroundColor);"
  "  if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };"
  "document.querySelectorAll('body *').forEach((e) => {"
  "  if (e.closest('svg') || e.closest('.unseen') || e.getClientRects().length === 0) return;"
  "  const s = getComputedStyle(e);"
  "  const size = parseFloat(s.fontSize);"
  "  const large = size >= 24 || (size >= 18.66 && Number(s.fontWeight) >= 700);"
  "  const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());"
  "  if (own && ratio(parse(s.color), ground(e)) < (large ? 3 : 4.5))"
  "    faults.push('hard to read: ' + e.textContent.slice(0, 40));"
  "  if (e.matches('input, select, textarea, .button') && !e.matches('[type=checkbox]')"
  "      && ratio(parse(s.borderTopColor), ground(e.parentElement)) < 3) faults.push('no edge: ' + e.id); });"
  "return faults.join('; ');";

static void
check_script (VeloPhone  *phone,
              const char *name,
              int         width,
              const char *text)
{
  g_autofree char *script = g_strdup_printf ("const wide = %d; %s", width, text);
  g_autofree char *faults = velo_browser_run (phone->browser, script);

  if (g_strcmp0 (faults, "") != 0)
    g_test_message ("%s at %d", name, width);
  g_assert_cmpstr (faults, ==, "");
}

static const char *
get_value (JsonObject *node,
           const char *member)
{
  JsonObject *value = json_object_has_member (node, member) ? json_object_get_object_member (node, member) : NULL;
  JsonNode *inner = value != NULL ? json_object_get_member (value, "value") : NULL;

  return inner != NULL && JSON_NODE_HOLDS_VALUE (inner) && json_node_get_value_type (inner) == G_TYPE_STRING
           ? json_node_get_string (inner) : "";
}

/* What the browser tells a screen reader: whatever can be operated or looked at has a name. */
static void
check_tree (VeloPhone  *phone,
            const char *name)
{
  static const char *const named[] = {
    "button", "link", "textbox", "combobox", "checkbox", "image", "img", "progressbar", "ProgressIndicator", NULL,
  };
  static const char *const wanted[] = { "banner", "main", "contentinfo", "RootWebArea" };
  g_autoptr(JsonNode) tree = velo_browser_command (phone->browser, "Accessibility.getFullAXTree", "{}");
  JsonArray *nodes = json_object_get_array_member (json_node_get_object (tree), "nodes");
  guint found[G_N_ELEMENTS (wanted)] = { 0 };

  for (guint i = 0; i < json_array_get_length (nodes); i++)
    {
      JsonObject *node = json_array_get_object_element (nodes, i);
      const char *role = get_value (node, "role");

      if (json_object_get_boolean_member_with_default (node, "ignored", FALSE))
        continue;
      for (gsize k = 0; k < G_N_ELEMENTS (wanted); k++)
        found[k] += strcmp (role, wanted[k]) == 0;
      if (g_strv_contains (named, role) && *get_value (node, "name") == '\0')
        {
          g_test_message ("%s: a %s has no name", name, role);
          g_test_fail ();
        }
    }
  for (gsize k = 0; k < G_N_ELEMENTS (wanted); k++)
    g_assert_cmpuint (found[k], ==, 1);
}

/* With text of twice the size. */
static void
keep_large_picture (VeloPhone  *phone,
                    const char *name)
{
  g_autofree char *picture = g_strconcat (name, "-large", NULL);

  g_free (velo_browser_run (phone->browser, "document.documentElement.style.fontSize = '36px';"));
  velo_browser_keep_picture (phone->browser, picture);
  g_free (velo_browser_run (phone->browser, "document.documentElement.style.fontSize = '';"));
}

/* Every page that a scene reaches is looked at like this. */
void
velo_phone_check (VeloPhone  *phone,
                  const char *name)
{
  check_script (phone, name, 0, content_script);
  check_tree (phone, name);
  for (gsize i = 0; i < G_N_ELEMENTS (widths) * 2; i++)
    {
      g_autofree char *picture = g_strdup_printf ("%s-%s-%d-%s", name, phone->language, widths[i / 2],
                                                  i % 2 == 0 ? "light" : "dark");
      gboolean looked_at = g_getenv ("VELO_CLAIMS_PICTURES") != NULL;

      /* colours do not depend on the width */
      if (i % 2 != 0 && i > 1 && !looked_at)
        continue;
      velo_browser_resize (phone->browser, widths[i / 2], i % 2 != 0);
      if (i < 2)
        check_script (phone, picture, widths[i / 2], contrast_script);
      check_script (phone, picture, widths[i / 2], layout_script);
      if (i % 2 == 0 && widths[i / 2] < 1280)
        check_script (phone, picture, widths[i / 2], zoom_script);
      velo_browser_keep_picture (phone->browser, picture);
      if (looked_at && widths[i / 2] < 1280)
        keep_large_picture (phone, picture);
    }
  velo_browser_resize (phone->browser, 360, FALSE);
}
