/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets of the view of the claims, for a Fixture that has one as "view": it is defined before this. */
#pragma once

#include <adwaita.h>

#include "velo-claims-view.h"

/* A widget of a template by its id. */
static inline gpointer
find (gpointer    widget,
      GType       type,
      const char *id)
{
  return gtk_widget_get_template_child (GTK_WIDGET (widget), type, id);
}

static inline gpointer
in_view (Fixture    *fixture,
         const char *id)
{
  return find (fixture->view, VELO_TYPE_CLAIMS_VIEW, id);
}

static inline gpointer
in_page (Fixture    *fixture,
         const char *id)
{
  return find (velo_claims_view_get_page (VELO_CLAIMS_VIEW (fixture->view)), VELO_TYPE_CLAIM_PAGE, id);
}

/* A tab of the claim that is shown. */
static inline void
show_tab (Fixture    *fixture,
          const char *name)
{
  adw_view_stack_set_visible_child_name (in_page (fixture, "tabs"), name);
}

static inline gboolean
is_on_tab (Fixture    *fixture,
           const char *name)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (in_page (fixture, "tabs")), name) == 0;
}

static inline gboolean
shows (Fixture    *fixture,
       const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (in_view (fixture, "stack")), name) == 0;
}

static inline VeloClaim *
get_claim (Fixture *fixture)
{
  return velo_claim_page_get_claim (velo_claims_view_get_page (VELO_CLAIMS_VIEW (fixture->view)));
}

static inline gboolean
is_in_state (Fixture        *fixture,
             VeloClaimState  state)
{
  return get_claim (fixture) != NULL && velo_claim_get_state (get_claim (fixture)) == state
    && gtk_widget_get_sensitive (in_page (fixture, "next_button"));
}

static inline guint
count_rows (gpointer list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;
  return n;
}

static inline gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static inline void
click (gpointer button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}
