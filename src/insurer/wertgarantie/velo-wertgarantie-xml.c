/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the two kinds of XML of the service: ASCII bytes, every other character by number. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-wertgarantie-xml.h"

#include "velo-date.h"
#include "velo-money.h"
#include "velo-text.h"

#define MAX_LEVELS 16

struct _VeloWertgarantieXml
{
  GString *text;                  /* (owned) (not nullable) */
  const char *levels[MAX_LEVELS]; /* (borrowed): open elements; names are constants */
  guint n_levels;
};

/* @declaration: the XML head, or "" */
VeloWertgarantieXml *
velo_wertgarantie_xml_new (const char *declaration)
{
  VeloWertgarantieXml *self = g_new0 (VeloWertgarantieXml, 1);

  self->text = g_string_new (declaration);
  return self;
}

void
velo_wertgarantie_xml_free (VeloWertgarantieXml *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

static void
append_escaped (GString    *text,
                const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (text, "&amp;");
      else if (c == '<')
        g_string_append (text, "&lt;");
      else if (c == '>')
        g_string_append (text, "&gt;");
      else if (c == '\t' || c == '\n' || c == '\r')
        g_string_append_c (text, ' ');
      else if (c >= 0x20 && c < 0x7f)
        g_string_append_c (text, (char) c);
      else if (c > 0x9f && c != 0xfffe && c != 0xffff)
        g_string_append_printf (text, "&#%u;", c);
    }
}

void
velo_wertgarantie_xml_open (VeloWertgarantieXml *self,
                            const char          *element)
{
  g_return_if_fail (self->n_levels < MAX_LEVELS);

  g_string_append_printf (self->text, "<%s>", element);
  self->levels[self->n_levels++] = element;
}

void
velo_wertgarantie_xml_close (VeloWertgarantieXml *self)
{
  g_return_if_fail (self->n_levels > 0);

  g_string_append_printf (self->text, "</%s>", self->levels[--self->n_levels]);
}

/* Control characters, which XML cannot carry, are dropped, and blanks at both ends. */
void
velo_wertgarantie_xml_text (VeloWertgarantieXml *self,
                            const char          *element,
                            const char          *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  g_strstrip (valid);
  g_string_append_printf (self->text, "<%s>", element);
  append_escaped (self->text, valid);
  g_string_append_printf (self->text, "</%s>", element);
}

/* As velo_wertgarantie_xml_text(), but nothing at all if @text is empty. */
void
velo_wertgarantie_xml_option (VeloWertgarantieXml *self,
                              const char          *element,
                              const char          *text)
{
  if (!velo_text_is_empty (text))
    velo_wertgarantie_xml_text (self, element, text);
}

void
velo_wertgarantie_xml_number (VeloWertgarantieXml *self,
                              const char          *element,
                              gint64               number)
{
  g_string_append_printf (self->text, "<%s>%" G_GINT64_FORMAT "</%s>", element, number, element);
}

void
velo_wertgarantie_xml_amount (VeloWertgarantieXml *self,
                              const char          *element,
                              gint64               cents)
{
  g_autofree char *amount = velo_money_format_wire (cents);

  velo_wertgarantie_xml_text (self, element, amount);
}

void
velo_wertgarantie_xml_date (VeloWertgarantieXml *self,
                            const char          *element,
                            const GDate         *date)
{
  g_autofree char *text = velo_date_format_wire (date);

  velo_wertgarantie_xml_text (self, element, text);
}

/* Returns: (transfer full): what was written; @self is empty afterwards */
char *
velo_wertgarantie_xml_finish (VeloWertgarantieXml *self)
{
  GString *text = g_steal_pointer (&self->text);

  g_return_val_if_fail (self->n_levels == 0, NULL);

  return g_string_free (text, FALSE);
}
