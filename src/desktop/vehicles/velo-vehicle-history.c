/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what happened to a vehicle, what came in one go as one line. */

#define G_LOG_DOMAIN "velo-vehicle-history"

#include "config.h"

#include "velo-vehicle-history.h"

#include "velo-date.h"
#include "velo-journal-entry.h"
#include "velo-sale-text.h"
#include "velo-value-row.h"
#include "velo-vehicle-text.h"

/* Documents that are filed or handed over together are so within a moment; those of the variant
   that was looked at next are another line. */
#define TOGETHER_USEC (10 * G_USEC_PER_SEC)

static gboolean
belong_together (VeloJournalEntry *first,
                 VeloJournalEntry *next)
{
  return velo_vehicle_text_is_of_document (first)
         && g_str_equal (velo_journal_entry_get_what (first), velo_journal_entry_get_what (next))
         && g_str_equal (velo_journal_entry_get_who (first), velo_journal_entry_get_who (next))
         && velo_journal_entry_get_time (next) - velo_journal_entry_get_time (first) <= TOGETHER_USEC;
}

/**
 * velo_vehicle_history_fill:
 * @list: a list
 * @entries: (element-type VeloJournalEntry): the journal of the vehicle, oldest first
 *
 * Fills the list anew, a row for each event with who did it and when.
 *
 * Returns: number of rows
 */
guint
velo_vehicle_history_fill (GtkListBox *list,
                           GPtrArray  *entries)
{
  guint n_rows = 0;
  guint next;

  g_return_val_if_fail (GTK_IS_LIST_BOX (list), 0);
  g_return_val_if_fail (entries != NULL, 0);

  velo_value_row_clear (list);
  for (guint i = 0; i < entries->len; i = next)
    {
      VeloJournalEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *when = velo_time_format_display (velo_journal_entry_get_time (entry));
      g_autofree char *title = velo_sale_text_join (when, velo_journal_entry_get_who (entry), NULL);
      g_autofree char *text = NULL;

      for (next = i + 1; next < entries->len; next++)
        if (!belong_together (entry, g_ptr_array_index (entries, next)))
          break;
      text = velo_vehicle_text_journal ((VeloJournalEntry **) (void *) entries->pdata + i, next - i);
      velo_value_row_append (list, title, text);
      n_rows++;
    }
  return n_rows;
}
