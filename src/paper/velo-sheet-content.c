/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sheet says, so that it can be handed to the thread that draws it. */

#define G_LOG_DOMAIN "velo-sheet"

#include "config.h"

#include "velo-sheet-private.h"

static void
clear_part (gpointer data)
{
  VeloSheetPart *part = data;

  g_strfreev (part->texts);
  g_free (part->shares);
  g_free (part->right);
}

static void
part_unref (VeloSheetPart *part)
{
  g_atomic_rc_box_release_full (part, clear_part);
}

/* Frees the content. */
void
velo_sheet_content_free (VeloSheetContent *content)
{
  g_free (content->title);
  g_free (content->author);
  g_free (content->sender);
  g_free (content->footer);
  g_free (content->page_label);
  g_free (content->watermark);
  g_clear_pointer (&content->source, velo_pdf_source_free);
  g_ptr_array_unref (content->parts);
  g_free (content);
}

/* Nothing yet. */
VeloSheetContent *
velo_sheet_content_new (void)
{
  VeloSheetContent *content = g_new0 (VeloSheetContent, 1);

  content->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_unref);
  return content;
}

/* The content as it is now; its parts are shared. */
VeloSheetContent *
velo_sheet_content_copy (const VeloSheetContent *content)
{
  VeloSheetContent *copy = velo_sheet_content_new ();

  copy->title = g_strdup (content->title);
  copy->author = g_strdup (content->author);
  copy->sender = g_strdup (content->sender);
  copy->footer = g_strdup (content->footer);
  copy->page_label = g_strdup (content->page_label);
  copy->watermark = g_strdup (content->watermark);
  copy->created_usec = content->created_usec;
  if (content->source != NULL)
    copy->source = velo_pdf_source_new (content->source->name, content->source->media_type, content->source->bytes);
  for (guint i = 0; i < content->parts->len; i++)
    g_ptr_array_add (copy->parts, g_atomic_rc_box_acquire (g_ptr_array_index (content->parts, i)));
  return copy;
}
