/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the premium again when the insured price changes behind the tariff page, and says what it is now. */

#define G_LOG_DOMAIN "velo-premium-note"

#include "config.h"

#include "velo-premium-note.h"

#include <glib/gi18n.h>

#include "velo-assistant-text.h"
#include "velo-date.h"
#include "velo-error-text.h"
#include "velo-field.h"
#include "velo-money.h"
#include "velo-rules.h"

/* An amount is typed digit by digit; the insurer is asked when the typing stops. */
#define TYPING_MS 500
#define SCROLL_MS 60

/**
 * VeloPremiumNote:
 *
 * A notice that appears with the first change made while it is on the screen.
 * Callbacks hold a reference to it and check the cancellable of their request.
 */
struct _VeloPremiumNote
{
  AdwBin parent_instance;

  GtkLabel     *label;       /* (borrowed) (not nullable) */
  VeloProposal *proposal;    /* (owned) (nullable): until it is bound */
  VeloCounter  *counter;     /* (owned) (nullable): until it is bound */
  GCancellable *cancellable; /* (owned) (nullable): of the request that runs */
  char         *before;      /* (owned) (nullable): the premium that the customer was told */
  char         *year_before; /* (owned) (nullable): what that was a year */
  char         *problem;     /* (owned) (nullable): why this price cannot be insured */
  guint         typing_id;
  guint         scroll_id;
};

G_DEFINE_FINAL_TYPE (VeloPremiumNote, velo_premium_note, ADW_TYPE_BIN)

/* Once it has got its place. */
static gboolean
scroll_cb (gpointer user_data)
{
  VeloPremiumNote *self = user_data;

  self->scroll_id = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    velo_field_scroll_to (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
say (VeloPremiumNote *self,
     const char      *text,
     gboolean         is_problem)
{
  g_clear_pointer (&self->problem, g_free);
  if (is_problem)
    self->problem = g_strdup (text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->label), is_problem ? "info" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), is_problem ? "error" : "info");
  gtk_label_set_label (self->label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text != NULL && self->scroll_id == 0)
    self->scroll_id = g_timeout_add (SCROLL_MS, scroll_cb, self);
}

/* Returns: (transfer full): what the premium is a year, without what is paid once */
static char *
dup_year (VeloPremiumNote *self)
{
  int interval = velo_proposal_get_interval (self->proposal);

  return velo_money_format_display (interval == 0 ? 0 : velo_proposal_get_premium_cents (self->proposal) * 12 / interval);
}

static void
say_premium (VeloPremiumNote *self)
{
  g_autofree char *year = dup_year (self);
  g_autofree char *year_text = NULL;
  g_autofree char *price = velo_money_format_display (velo_proposal_get_insured_cents (self->proposal));
  g_autofree char *premium = velo_assistant_text_premium (self->proposal);
  g_autofree char *text = NULL;

  if (g_strcmp0 (premium, self->before) == 0)
    /* Translators: price with currency, premium with its interval */
    text = g_strdup_printf (_("Now %s are insured. The premium stays the same: %s."), price, premium);
  else
    /* Translators: price with currency, premium with its interval, and the one before */
    text = g_strdup_printf (_("Now %s are insured. This changes the premium: %s instead of %s. "
                              "Please tell your customer."), price, premium, self->before);
  if (velo_proposal_get_interval (self->proposal) % 12 != 0 && g_strcmp0 (year, self->year_before) != 0)
    {
      /* Translators: amounts with currency */
      g_autofree char *in_year = g_strdup_printf (_("In a year that is %s instead of %s."), year, self->year_before);

      year_text = g_strjoin (" ", text, in_year, NULL);
    }
  say (self, year_text == NULL ? text : year_text, FALSE);
}

static void
quoted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloPremiumNote) self = user_data;
  g_autoptr(VeloQuote) quote = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  quote = velo_counter_quote_again_finish (VELO_COUNTER (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (quote != NULL)
    {
      velo_proposal_take_quote (self->proposal, quote);
      say_premium (self);
      return;
    }
  text = velo_error_text_dup (error);
  if (g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_NO_TARIFF))
    say (self, text, TRUE);
  else
    {
      g_autofree char *later = g_strdup_printf (_("%s The premium is asked for again before the application "
                                                  "is filled in."), text);

      say (self, later, FALSE);
    }
}

static void
forget_request (VeloPremiumNote *self)
{
  g_clear_handle_id (&self->typing_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
typed_cb (gpointer user_data)
{
  VeloPremiumNote *self = user_data;

  self->typing_id = 0;
  self->cancellable = g_cancellable_new ();
  say (self, _("Asking for the premium at this price …"), FALSE);
  velo_counter_quote_again_async (self->counter, self->proposal, self->cancellable, quoted_cb,
                                  g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
price_changed_cb (VeloPremiumNote *self)
{
  VeloObjectKind object = velo_proposal_get_object (self->proposal);
  gint64 insured_cents = velo_proposal_get_insured_cents (self->proposal);
  g_autoptr(GDate) today = velo_date_today ();
  GtkWidget *page = gtk_widget_get_parent (GTK_WIDGET (self));

  /* Changes on the first page are followed by the tariff page anyway. */
  if (page == NULL || !gtk_widget_get_mapped (page) || velo_proposal_get_quote_price_cents (self->proposal) == 0
      || velo_proposal_get_state (self->proposal) != VELO_PROPOSAL_STATE_DRAFT)
    return;
  forget_request (self);
  g_clear_pointer (&self->problem, g_free);
  if (self->before == NULL)
    {
      self->before = velo_assistant_text_premium (self->proposal);
      self->year_before = dup_year (self);
    }
  if (insured_cents > velo_rules_get_max_price_cents (object))
    {
      g_autofree char *text = velo_assistant_text_too_dear (self->proposal);

      say (self, text, TRUE);
    }
  else if (velo_proposal_is_quoted (self->proposal, today))
    say_premium (self);
  else
    self->typing_id = g_timeout_add (TYPING_MS, typed_cb, self);
}

static void
page_mapped_cb (VeloPremiumNote *self)
{
  g_autoptr(GDate) today = velo_date_today ();

  /* What was said belongs to an earlier visit, unless it still stands in the way. */
  if (self->problem != NULL && !velo_proposal_is_quoted (self->proposal, today))
    return;
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->year_before, g_free);
  say (self, NULL, FALSE);
}

static void
velo_premium_note_dispose (GObject *object)
{
  VeloPremiumNote *self = VELO_PREMIUM_NOTE (object);

  forget_request (self);
  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_object (&self->proposal);
  g_clear_object (&self->counter);

  G_OBJECT_CLASS (velo_premium_note_parent_class)->dispose (object);
}

static void
velo_premium_note_finalize (GObject *object)
{
  VeloPremiumNote *self = VELO_PREMIUM_NOTE (object);

  g_free (self->before);
  g_free (self->year_before);
  g_free (self->problem);

  G_OBJECT_CLASS (velo_premium_note_parent_class)->finalize (object);
}

static void
velo_premium_note_class_init (VeloPremiumNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = velo_premium_note_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_premium_note_finalize;
}

static void
velo_premium_note_init (VeloPremiumNote *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "notice");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "rounded");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * velo_premium_note_bind:
 * @self: a note
 * @proposal: what it watches, once and for all
 * @counter: who asks
 *
 * Watches the price of the lock and whether it counts.
 */
void
velo_premium_note_bind (VeloPremiumNote *self,
                        VeloProposal    *proposal,
                        VeloCounter     *counter)
{
  g_return_if_fail (VELO_IS_PREMIUM_NOTE (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));
  g_return_if_fail (VELO_IS_COUNTER (counter));

  g_set_object (&self->proposal, proposal);
  g_set_object (&self->counter, counter);
  g_signal_connect_object (proposal, "notify::without-lock", G_CALLBACK (price_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (velo_proposal_get_vehicle (proposal), "notify::lock-price-cents",
                           G_CALLBACK (price_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_parent (GTK_WIDGET (self)), "map", G_CALLBACK (page_mapped_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * velo_premium_note_get_problem:
 * @self: a note
 *
 * Returns: (nullable): why the price cannot be insured with the chosen tariff, %NULL if it can
 */
const char *
velo_premium_note_get_problem (VeloPremiumNote *self)
{
  g_return_val_if_fail (VELO_IS_PREMIUM_NOTE (self), NULL);

  return self->problem;
}
