/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said about the customer's photos: names of the slots, flags, and places on them. */

#define G_LOG_DOMAIN "velo-claims-photos"

#include "config.h"

#include "velo-claims-photos.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "velo-clock.h"
#include "velo-date.h"

/* The words of the customer's page (data/claims/texts-*.ini), so that all speak of a photo in the same words. */
static const struct { const char *slot; const char *words; } slots[] = {
  { "registration", N_("Registration document") }, { "odometer", N_("Mileage") },
  { "front-left", N_("Vehicle from front left") }, { "front-right", N_("Vehicle from front right") },
  { "rear-left", N_("Vehicle from rear left") }, { "rear-right", N_("Vehicle from rear right") },
  { "damage-far", N_("Damage from afar") }, { "damage-middle", N_("Damage from nearby") },
  { "damage-close", N_("Damage close up") },
  { "other", N_("Another photo") },
};

/**
 * velo_claims_photos_get_words:
 * @slot: as the service names it
 *
 * Returns: what the photo shows; @slot itself if it is not known
 */
const char *
velo_claims_photos_get_words (const char *slot)
{
  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    if (g_str_equal (slots[i].slot, slot))
      return _(slots[i].words);
  return slot;
}

/* "2026:11:20 14:03:00", by the clock of the camera */
static char *
dup_taken (const char *taken)
{
  guint year = 0;
  guint month = 0;
  guint day = 0;
  GDate date;

  if (sscanf (taken, "%4u:%2u:%2u", &year, &month, &day) != 3
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return g_strdup (taken);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return velo_date_format_display (&date);
}

/**
 * velo_claims_photos_dup_flag:
 * @flag: what is odd about a photo
 *
 * Returns: (transfer full): what it means, and what it does not
 */
char *
velo_claims_photos_dup_flag (const VeloClaimsFlag *flag)
{
  static const struct { const char *code; const char *words; } plain[] = {
    { "blurred", N_("Looks blurred. Edges of the damage may not be seen.") },
    { "dark", N_("Looks dark. Scratches and dents may not be seen.") },
    { "bright", N_("Looks overexposed. Reflections may hide the damage.") },
    { "small", N_("Has few pixels. Details may be missing.") },
  };
  g_autofree char *day = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_equal (plain[i].code, flag->code))
      return g_strdup (_(plain[i].words));
  if (g_str_equal (flag->code, "duplicate"))
    return g_strdup_printf (_("The same picture is in claim %s, too. There may be a good reason; please compare."),
                            flag->detail);
  if (g_str_equal (flag->code, "edited"))
    return g_strdup_printf (_("The file names the program “%s”. It may only have been made smaller with it."),
                            flag->detail);
  if (g_str_equal (flag->code, "before-loss"))
    {
      day = dup_taken (flag->detail);
      return g_strdup_printf (_("By the clock of the camera taken on %s, before the day of the damage. The clock may be wrong."),
                              day);
    }
  return g_strdup (flag->code);
}

/**
 * velo_claims_photos_dup_caption:
 * @photo: a photo
 *
 * Returns: (transfer full): what it shows, when it was taken and when it came
 */
char *
velo_claims_photos_dup_caption (const VeloClaimsPhoto *photo)
{
  g_autofree char *came = velo_clock_format (photo->created);
  g_autofree char *taken = dup_taken (photo->taken);
  g_autoptr(GString) text = g_string_new (velo_claims_photos_get_words (photo->slot));

  if (photo->replaced)
    g_string_append_printf (text, " · %s", _("replaced by a newer one"));
  if (*taken != '\0')
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _("taken on %s"), taken);
    }
  g_string_append (text, " · ");
  g_string_append_printf (text, _("received %s"), came);
  if (*photo->model != '\0')
    g_string_append_printf (text, " · %s", photo->model);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * velo_claims_photos_dup_place:
 * @photo: a photo
 * @area: "x y w h" on it; may be empty
 *
 * Returns: (transfer full): what one sees there, in words
 */
char *
velo_claims_photos_dup_place (const VeloClaimsPhoto *photo,
                              const char            *area)
{
  const char *words = velo_claims_photos_get_words (photo->slot);
  GListModel *marks = G_LIST_MODEL (velo_photo_view_get_marks (photo->view));

  if (area == NULL || *area == '\0')
    return g_strdup (words);
  for (guint i = 0; i < g_list_model_get_n_items (marks); i++)
    {
      g_autoptr(VeloPhotoMark) mark = g_list_model_get_item (marks, i);
      const char *name = velo_photo_mark_get_name (mark);
      int number = velo_photo_mark_get_number (mark);

      if (g_strcmp0 (velo_photo_mark_get_area (mark), area) != 0)
        continue;
      /* Translators: a photo, a rectangle on it, and what is seen there */
      return *name != '\0' ? g_strdup_printf (_("%s, rectangle %d (%s)"), words, number, name)
                           /* Translators: a photo and a rectangle on it */
                           : g_strdup_printf (_("%s, rectangle %d"), words, number);
    }
  /* Translators: a photo; a place on it has no rectangle any more */
  return g_strdup_printf (_("%s, a part of it"), words);
}

/* Whether a damage may not be seen on it. */
static gboolean
is_poor (const VeloClaimsPhoto *photo)
{
  static const char * const poor[] = { "blurred", "dark", "bright", "small", NULL };

  for (guint i = 0; i < photo->flags->len; i++)
    if (g_strv_contains (poor, ((const VeloClaimsFlag *) g_ptr_array_index (photo->flags, i))->code))
      return TRUE;
  return FALSE;
}

/**
 * velo_claims_photos_dup_missing:
 * @photos: (element-type VeloClaimsPhoto): photos of a claim
 *
 * Which of the views that every claim needs are missing, or cannot be relied on.
 *
 * Returns: (transfer full): their names, empty if all are there
 */
char *
velo_claims_photos_dup_missing (GPtrArray *photos)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      gboolean good = g_str_equal (slots[i].slot, "other");

      for (guint k = 0; k < photos->len; k++)
        {
          const VeloClaimsPhoto *photo = g_ptr_array_index (photos, k);

          if (!photo->replaced && g_str_equal (photo->slot, slots[i].slot))
            good = good || !is_poor (photo);
        }
      if (!good)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _(slots[i].words));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * velo_claims_photos_list_slots:
 *
 * Returns: (transfer full): the slots that every claim needs, in their order
 */
GStrv
velo_claims_photos_list_slots (void)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    if (!g_str_equal (slots[i].slot, "other"))
      g_strv_builder_add (builder, slots[i].slot);
  return g_strv_builder_end (builder);
}
