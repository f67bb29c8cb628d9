/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a claim, or changes one; says as one fills it in whether it can be settled at once. */

#define G_LOG_DOMAIN "velo-claim-dialog"

#include "config.h"

#include "velo-claim-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "velo-claim-merge.h"
#include "velo-claims-text.h"
#include "velo-date-row.h"
#include "velo-field.h"
#include "velo-money-row.h"
#include "velo-notice.h"
#include "velo-text-row.h"
#include "velo-text.h"

/* Callbacks hold a reference to the dialog and look whether it is disposed. */
struct _VeloClaimDialog
{
  AdwWindow parent_instance;

  GtkWidget *save_button;
  VeloNotice *notice;
  AdwEntryRow *number_row;
  AdwComboRow *kind_row;
  AdwComboRow *country_row;
  AdwEntryRow *plate_row;
  VeloDateRow *loss_row;
  VeloTextRow *description_row;
  GtkSwitch *writing_switch;
  AdwEntryRow *name_row;
  AdwEntryRow *phone_row;
  AdwEntryRow *email_row;
  AdwEntryRow *portfolio_row;
  AdwComboRow *financing_row;
  VeloMoneyRow *estimate_row;
  GtkSwitch *drivable_switch;
  GtkSwitch *airbags_switch;
  GtkSwitch *frame_switch;
  GtkSwitch *burnt_switch;
  GtkSwitch *flooded_switch;
  GtkSwitch *injured_switch;
  GtkSwitch *liability_switch;
  GtkSwitch *leaking_switch;
  GtkSwitch *other_switch;
  GtkLabel *answer_label;
  GtkLabel *missing_label;
  GtkLabel *read_label;
  VeloTextRow *consent_row;

  VeloClaimsClient *client; /* (owned) (nullable) */
  VeloClaim *claim;         /* (owned) (not nullable): as it was last seen */
  char *id;                 /* (owned) (nullable): once it is stored */
  char *faster;             /* (owned) (nullable): who has changed the claim meanwhile */
  gboolean is_new;
  gboolean filled;
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloClaimDialog, velo_claim_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  gsize row;
  const char *property;
} Place;

#define PLACE(ROW, PROPERTY) { G_STRUCT_OFFSET (VeloClaimDialog, ROW), PROPERTY }

/* Which row holds which entry. */
static const Place texts[] = {
  PLACE (number_row, "number"), PLACE (plate_row, "plate"), PLACE (description_row, "description"),
  PLACE (name_row, "customer-name"), PLACE (phone_row, "phone"), PLACE (email_row, "email"),
  PLACE (portfolio_row, "portfolio"), PLACE (consent_row, "consent"),
};

static const Place flags[] = {
  PLACE (drivable_switch, "not-drivable"), PLACE (airbags_switch, "airbags-open"),
  PLACE (frame_switch, "frame-damaged"), PLACE (burnt_switch, "burnt"), PLACE (flooded_switch, "flooded"),
  PLACE (injured_switch, "somebody-injured"), PLACE (liability_switch, "liability-unclear"),
  PLACE (leaking_switch, "leaking"), PLACE (other_switch, "other-damage"),
};

static gpointer
get_row (VeloClaimDialog *self,
         const Place     *place)
{
  return G_STRUCT_MEMBER (gpointer, self, place->row);
}

/* What is wrong */

/* Which row the service complains of; what has none is told above them all. */
static const struct
{
  gsize row;
  int problem;
} complaints[] = {
  { G_STRUCT_OFFSET (VeloClaimDialog, number_row), VELO_CLAIM_PROBLEM_NUMBER },
  { G_STRUCT_OFFSET (VeloClaimDialog, country_row), VELO_CLAIM_PROBLEM_COUNTRY },
  { G_STRUCT_OFFSET (VeloClaimDialog, plate_row), VELO_CLAIM_PROBLEM_PLATE },
  { G_STRUCT_OFFSET (VeloClaimDialog, loss_row), VELO_CLAIM_PROBLEM_LOSS_DATE },
  { G_STRUCT_OFFSET (VeloClaimDialog, name_row), VELO_CLAIM_PROBLEM_NAME },
  { G_STRUCT_OFFSET (VeloClaimDialog, phone_row), VELO_CLAIM_PROBLEM_PHONE },
};

/* @problems: #VeloClaimProblem flags; they are told below the rows, and the first is gone to */
static void
show_problems (VeloClaimDialog *self,
               int              problems)
{
  GtkWidget *first = NULL;
  int others = problems;

  for (gsize i = 0; i < G_N_ELEMENTS (complaints); i++)
    {
      GtkWidget *row = G_STRUCT_MEMBER (gpointer, self, complaints[i].row);
      g_autofree char *text = velo_claims_text_dup_problems (problems & complaints[i].problem);

      velo_field_set_problem (row, text);
      if (first == NULL && *text != '\0')
        first = row;
      others &= ~complaints[i].problem;
    }
  if (others != 0)
    {
      g_autofree char *text = velo_claims_text_dup_problems (others);

      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
    }
  if (first != NULL)
    velo_field_focus (first);
}

/* Who corrects an entry need not be told of it any more. */
static void
forget_problem_cb (GtkWidget *row)
{
  velo_field_forget_problem (row);
}

/* A row of one line, or of several. */
static void
set_text (gpointer    row,
          const char *text)
{
  if (VELO_IS_TEXT_ROW (row))
    velo_text_row_set_text (row, text);
  else
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static char *
dup_text (gpointer row)
{
  return VELO_IS_TEXT_ROW (row) ? velo_text_row_dup_text (row)
                                : g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
fill (VeloClaimDialog *self,
      VeloClaim       *claim)
{
  VeloIntake *intake = velo_claim_get_intake (claim);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (claim, texts[i].property, &text, NULL);
      set_text (get_row (self, &texts[i]), text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      gboolean active = FALSE;

      g_object_get (intake, flags[i].property, &active, NULL);
      gtk_switch_set_active (GTK_SWITCH (get_row (self, &flags[i])), active);
    }
  adw_combo_row_set_selected (self->kind_row, velo_claim_get_kind (claim));
  adw_combo_row_set_selected (self->country_row, g_strcmp0 (velo_claim_get_country (claim), "AT") == 0 ? 1 : 0);
  adw_combo_row_set_selected (self->financing_row, velo_intake_get_financing (intake));
  velo_date_row_set_date (self->loss_row, velo_claim_get_loss_date (claim));
  velo_money_row_set_cents (self->estimate_row, velo_intake_get_estimate_cents (intake));
  gtk_switch_set_active (self->writing_switch, velo_claim_get_in_writing (claim));
  gtk_widget_set_sensitive (GTK_WIDGET (self->number_row), self->is_new);
  self->filled = TRUE;
}

static void
read_intake (VeloClaimDialog *self,
             VeloIntake      *intake)
{
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    g_object_set (intake, flags[i].property, gtk_switch_get_active (GTK_SWITCH (get_row (self, &flags[i]))), NULL);
  velo_intake_set_financing (intake, (VeloFinancing) adw_combo_row_get_selected (self->financing_row));
  velo_intake_set_estimate_cents (intake, MAX (velo_money_row_get_cents (self->estimate_row), 0));
  velo_intake_set_plate (intake, gtk_editable_get_text (GTK_EDITABLE (self->plate_row)));
}

static void
read_claim (VeloClaimDialog *self,
            VeloClaim       *claim)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = dup_text (get_row (self, &texts[i]));

      g_object_set (claim, texts[i].property, g_strstrip (text), NULL);
    }
  read_intake (self, velo_claim_get_intake (claim));
  velo_claim_set_kind (claim, (VeloClaimKind) adw_combo_row_get_selected (self->kind_row));
  if (g_strcmp0 (velo_claim_get_country (claim), adw_combo_row_get_selected (self->country_row) == 1 ? "AT" : "DE") != 0)
    velo_claim_set_region (claim, "");
  velo_claim_set_country (claim, adw_combo_row_get_selected (self->country_row) == 1 ? "AT" : "DE");
  velo_claim_set_loss_date (claim, velo_date_row_get_date (self->loss_row));
  velo_claim_set_in_writing (claim, gtk_switch_get_active (self->writing_switch));
}

/* What the customer is told before being asked to agree; an injured person may have an expert of his own. */
static void
show_reading (VeloClaimDialog *self)
{
  gboolean liability = adw_combo_row_get_selected (self->kind_row) == VELO_CLAIM_KIND_LIABILITY;

  gtk_label_set_label (self->read_label,
                       liability
                         ? _("“We can settle your damage at once: you photograph it with your phone, our assessor works out the amount, and you get money instead of a repair. You are free to accept the offer or not, and you may have the vehicle looked at by an expert of your own. Do you agree that we send you a link for this and use your photos and details for it?”")
                         : _("“We can settle your damage at once: you photograph it with your phone, our assessor works out the amount, and you get money instead of a repair. You are free to accept the offer or not. Do you agree that we send you a link for this and use your photos and details for it?”"));
}

/* Everything that is needed until the customer can be invited, not just what is asked first. */
static char *
dup_missing (VeloClaimDialog *self)
{
  gpointer rows[] = { self->number_row, self->plate_row, self->name_row, self->phone_row, self->financing_row,
                      self->consent_row };
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *entered = rows[i] != (gpointer) self->financing_row ? dup_text (rows[i]) : NULL;
      gboolean missing = entered != NULL ? velo_text_is_empty (entered)
                                         : adw_combo_row_get_selected (self->financing_row) == VELO_FINANCING_UNKNOWN;
      const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (rows[i]));

      /* some titles are questions */
      if (missing)
        g_string_append_printf (text, "%s%.*s", text->len > 0 ? ", " : "", (int) strcspn (title, "?"), title);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_missing (VeloClaimDialog *self)
{
  g_autofree char *missing = dup_missing (self);
  g_autofree char *text = NULL;

  /* Translators: %s are names of entries, with commas between them */
  text = g_strdup_printf (_("Still missing: %s"), missing);
  gtk_label_set_label (self->missing_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->missing_label), *missing != '\0');
}

/* The insurer's own limit may differ from the usual one: the service has the last word. */
static void
on_changed_cb (VeloClaimDialog *self)
{
  g_autoptr(VeloIntake) intake = NULL;
  g_autoptr(VeloSettlementRules) rules = NULL;
  g_autofree char *text = NULL;
  int reasons;

  if (!self->filled)
    return;
  show_reading (self);
  show_missing (self);
  intake = velo_intake_new ();
  rules = velo_settlement_rules_new_default ();
  read_intake (self, intake);
  reasons = velo_suitability_check (intake, velo_settlement_rules_get_limit_cents (rules),
                                    velo_settlement_rules_get_warning_permyriad (rules));
  text = velo_claims_text_dup_suitability (reasons);
  /* nothing speaks against it as long as it was not asked */
  if (reasons == VELO_SUITABILITY_REASON_FINANCING_UNKNOWN)
    gtk_label_set_label (self->answer_label, _("Not decided yet: please ask whether the vehicle is leased or financed."));
  else
    gtk_label_set_label (self->answer_label, reasons == 0 ? _("Yes: this damage can be settled at once.") : text);
}

/* Somebody was faster */

/* The title of the row that holds an entry. */
static const char *
get_title (VeloClaimDialog *self,
           const char      *property)
{
  const Place others[] = {
    PLACE (kind_row, "kind"), PLACE (country_row, "country"), PLACE (loss_row, "loss-date"),
    PLACE (writing_switch, "in-writing"), PLACE (financing_row, "financing"), PLACE (estimate_row, "estimate-cents"),
  };
  const struct { const Place *places; gsize n_places; } tables[] = {
    { texts, G_N_ELEMENTS (texts) }, { flags, G_N_ELEMENTS (flags) }, { others, G_N_ELEMENTS (others) },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (tables); k++)
    for (gsize i = 0; i < tables[k].n_places; i++)
      if (g_str_equal (tables[k].places[i].property, property))
        {
          GtkWidget *row = gtk_widget_get_ancestor (get_row (self, &tables[k].places[i]), ADW_TYPE_PREFERENCES_ROW);

          return row != NULL ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)) : property;
        }
  return property;
}

static char *
dup_other_entries (VeloClaimDialog *self,
                   VeloClaim       *theirs,
                   GPtrArray       *both)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < both->len; i++)
    {
      const char *property = g_ptr_array_index (both, i);
      GObject *holder = g_object_class_find_property (G_OBJECT_GET_CLASS (theirs), property) != NULL
                          ? G_OBJECT (theirs) : G_OBJECT (velo_claim_get_intake (theirs));
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (holder), property);
      g_autofree char *value = NULL;

      if (pspec->value_type == G_TYPE_STRING)
        g_object_get (holder, property, &value, NULL);
      g_string_append_c (text, '\n');
      if (value != NULL)
        /* Translators: name of an entry, and what somebody else has entered there */
        g_string_append_printf (text, _("%s: the other entry is “%s”."), get_title (self, property), value);
      else
        /* Translators: name of an entry, which somebody else has changed too */
        g_string_append_printf (text, _("%s: the other entry is different."), get_title (self, property));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
newest_got_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloClaimDialog) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaim) mine = NULL;
  g_autoptr(GPtrArray) both = NULL;
  g_autofree char *others = NULL;
  g_autofree char *text = NULL;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (self->disposed)
    return;
  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (answer == NULL || answer->claim == NULL)
    {
      text = error != NULL ? velo_claims_text_dup_error (error) : g_strdup ("");
      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
      return;
    }
  mine = velo_record_copy (self->claim);
  read_claim (self, mine);
  both = velo_claim_merge (self->claim, answer->claim, mine);
  velo_record_assign (self->claim, answer->claim);
  fill (self, mine);
  on_changed_cb (self);
  others = dup_other_entries (self, answer->claim, both);
  text = g_strdup_printf ("%s\n%s%s", self->faster,
                          _("Nothing that you entered is lost. Please look at it and save again."), others);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_WARNING, text);
}

static void
merge_newest (VeloClaimDialog *self,
              const GError    *error)
{
  g_free (self->faster);
  self->faster = velo_claims_text_dup_faster (error);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  velo_claims_client_get_async (self->client, velo_claim_get_id (self->claim), NULL, newest_got_cb,
                                g_object_ref (self));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloClaimDialog) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (self->disposed)
    return;
  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (answer != NULL && answer->claim != NULL)
    {
      g_free (self->id);
      self->id = g_strdup (velo_claim_get_id (answer->claim));
      g_signal_emit (self, signals[SIGNAL_SAVED], 0);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (error != NULL && self->is_new
      && g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_CONFLICT))
    text = g_strdup (_("There is a claim with this number already. Please search for it."));
  else if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_CONFLICT))
    {
      merge_newest (self, error);
      return;
    }
  else if (error != NULL && velo_claims_client_error_get_problems (error) != 0)
    {
      show_problems (self, velo_claims_client_error_get_problems (error));
      return;
    }
  else if (error != NULL)
    text = velo_claims_text_dup_error (error);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text != NULL ? text : "");
}

static void
on_save_cb (VeloClaimDialog *self)
{
  g_autoptr(VeloClaim) claim = velo_record_copy (self->claim);
  gboolean is_day = velo_date_row_is_valid (self->loss_row);

  if (!is_day || !velo_money_row_is_valid (self->estimate_row))
    {
      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, _("Please check the date and the estimated damage."));
      velo_field_focus (is_day ? GTK_WIDGET (self->estimate_row) : GTK_WIDGET (self->loss_row));
      return;
    }
  velo_notice_hide (self->notice);
  show_problems (self, 0);
  read_claim (self, claim);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  if (self->is_new)
    velo_claims_client_add_async (self->client, claim, NULL, saved_cb, g_object_ref (self));
  else
    velo_claims_client_change_async (self->client, claim, NULL, saved_cb, g_object_ref (self));
}

static void
velo_claim_dialog_dispose (GObject *object)
{
  VeloClaimDialog *self = VELO_CLAIM_DIALOG (object);

  self->disposed = TRUE;
  self->filled = FALSE;
  gtk_window_set_default_widget (GTK_WINDOW (object), NULL);
  adw_window_set_content (ADW_WINDOW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_CLAIM_DIALOG);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (velo_claim_dialog_parent_class)->dispose (object);
}

static void
velo_claim_dialog_finalize (GObject *object)
{
  VeloClaimDialog *self = VELO_CLAIM_DIALOG (object);

  g_clear_object (&self->claim);
  g_free (self->id);
  g_free (self->faster);

  G_OBJECT_CLASS (velo_claim_dialog_parent_class)->finalize (object);
}

#define BIND(CHILD) gtk_widget_class_bind_template_child (widget_class, VeloClaimDialog, CHILD)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (save_button);
  BIND (notice);
  BIND (number_row);
  BIND (kind_row);
  BIND (country_row);
  BIND (plate_row);
  BIND (loss_row);
  BIND (description_row);
  BIND (writing_switch);
  BIND (name_row);
  BIND (phone_row);
  BIND (email_row);
  BIND (portfolio_row);
  BIND (financing_row);
  BIND (estimate_row);
  BIND (drivable_switch);
  BIND (airbags_switch);
  BIND (frame_switch);
  BIND (burnt_switch);
  BIND (flooded_switch);
  BIND (injured_switch);
  BIND (liability_switch);
  BIND (leaking_switch);
  BIND (other_switch);
  BIND (answer_label);
  BIND (missing_label);
  BIND (read_label);
  BIND (consent_row);
}

static void
velo_claim_dialog_class_init (VeloClaimDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_claim_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_claim_dialog_finalize;

  /**
   * VeloClaimDialog::saved:
   *
   * The service has stored the claim.
   */
  signals[SIGNAL_SAVED] =
    g_signal_new ("saved", VELO_TYPE_CLAIM_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (VELO_TYPE_NOTICE);
  g_type_ensure (VELO_TYPE_DATE_ROW);
  g_type_ensure (VELO_TYPE_MONEY_ROW);
  g_type_ensure (VELO_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/claims/velo-claim-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
velo_claim_dialog_init (VeloClaimDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->number_row, "changed", G_CALLBACK (forget_problem_cb), NULL);
  g_signal_connect (self->plate_row, "changed", G_CALLBACK (forget_problem_cb), NULL);
  g_signal_connect (self->name_row, "changed", G_CALLBACK (forget_problem_cb), NULL);
  g_signal_connect (self->phone_row, "changed", G_CALLBACK (forget_problem_cb), NULL);
  self->is_new = TRUE;
  self->claim = velo_claim_new ();
  velo_intake_set_financing (velo_claim_get_intake (self->claim), VELO_FINANCING_UNKNOWN);
  fill (self, self->claim);
  on_changed_cb (self);
}

/**
 * velo_claim_dialog_new:
 * @parent: (nullable): window below
 * @client: signed in as the desk
 * @claim: (nullable): a claim as it was last seen; %NULL for a new one
 *
 * Returns: (transfer full): the dialog, not shown yet
 */
GtkWindow *
velo_claim_dialog_new (GtkWindow        *parent,
                       VeloClaimsClient *client,
                       VeloClaim        *claim)
{
  VeloClaimDialog *self = g_object_new (VELO_TYPE_CLAIM_DIALOG, "transient-for", parent, NULL);

  self->client = g_object_ref (client);
  if (claim != NULL)
    {
      self->is_new = FALSE;
      gtk_window_set_title (GTK_WINDOW (self), velo_claim_get_number (claim));
      velo_record_assign (self->claim, claim);
      fill (self, self->claim);
      on_changed_cb (self);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->is_new ? self->number_row : self->plate_row));
  return GTK_WINDOW (self);
}

/* The form scrolls there only when its rows have their places. */
static gboolean
focus_cb (GtkWidget     *row,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  if (gtk_widget_get_height (row) == 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_grab_focus (row);
  return G_SOURCE_REMOVE;
}

/**
 * velo_claim_dialog_ask_consent:
 * @self: a dialog that is about to be shown
 *
 * It is opened for the words of the customer, which stand far below.
 */
void
velo_claim_dialog_ask_consent (VeloClaimDialog *self)
{
  g_return_if_fail (VELO_IS_CLAIM_DIALOG (self));

  gtk_widget_add_tick_callback (GTK_WIDGET (self->consent_row), focus_cb, NULL, NULL);
}

/**
 * velo_claim_dialog_get_id:
 * @self: a dialog
 *
 * Returns: (nullable): identity of the claim once it is stored
 */
const char *
velo_claim_dialog_get_id (VeloClaimDialog *self)
{
  g_return_val_if_fail (VELO_IS_CLAIM_DIALOG (self), NULL);

  return self->id;
}
