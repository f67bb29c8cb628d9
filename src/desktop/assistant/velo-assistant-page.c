/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of the assistant: writes into the proposal and knows what it still needs. */

#define G_LOG_DOMAIN "velo-assistant-page"

#include "config.h"

#include "velo-assistant-page.h"

#include "velo-date.h"
#include "velo-field.h"
#include "velo-store-journal.h"

/**
 * VeloAssistantPage:
 *
 * Pages bind their widgets to the proposal and never talk to each other.
 */
typedef struct
{
  char         *title;    /* (owned) (nullable) */
  VeloProposal *proposal; /* (owned) (nullable) */
  VeloCounter  *counter;  /* (owned) (nullable) */
  GSettings    *settings; /* (owned) (nullable) */
  gboolean      applying;
  guint         focus_tick; /* 0 if nothing is to be focused */
} VeloAssistantPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (VeloAssistantPage, velo_assistant_page, ADW_TYPE_BIN)

#define GET_PRIVATE(self) \
  ((VeloAssistantPagePrivate *) velo_assistant_page_get_instance_private (self))

typedef enum
{
  PROP_TITLE = 1,
  PROP_APPLYING,
} VeloAssistantPageProperty;

static GParamSpec *properties[PROP_APPLYING + 1];

enum
{
  ADVANCE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
velo_assistant_page_finalize (GObject *object)
{
  VeloAssistantPagePrivate *priv = GET_PRIVATE (VELO_ASSISTANT_PAGE (object));

  g_clear_pointer (&priv->title, g_free);
  g_clear_object (&priv->proposal);
  g_clear_object (&priv->counter);
  g_clear_object (&priv->settings);

  G_OBJECT_CLASS (velo_assistant_page_parent_class)->finalize (object);
}

static void
velo_assistant_page_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  VeloAssistantPagePrivate *priv = GET_PRIVATE (VELO_ASSISTANT_PAGE (object));

  switch ((VeloAssistantPageProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_APPLYING:
      g_value_set_boolean (value, priv->applying);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_assistant_page_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  VeloAssistantPagePrivate *priv = GET_PRIVATE (VELO_ASSISTANT_PAGE (object));

  switch ((VeloAssistantPageProperty) prop_id)
    {
    case PROP_TITLE:
      g_free (priv->title);
      priv->title = g_value_dup_string (value);
      break;
    case PROP_APPLYING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_assistant_page_class_init (VeloAssistantPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = velo_assistant_page_finalize;
  object_class->get_property = velo_assistant_page_get_property;
  object_class->set_property = velo_assistant_page_set_property;

  /**
   * VeloAssistantPage:title:
   *
   * Name of the step.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * VeloAssistantPage:applying:
   *
   * Whether the page waits for something that must not be disturbed.
   */
  properties[PROP_APPLYING] =
    g_param_spec_boolean ("applying", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * VeloAssistantPage::advance:
   * @self: the page
   *
   * The page is done and wants to go on, as if Next had been pressed.
   */
  signals[ADVANCE] = g_signal_new ("advance", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
velo_assistant_page_init (VeloAssistantPage *self)
{
}

/**
 * velo_assistant_page_attach:
 * @self: a page
 * @proposal: what the page writes into
 * @counter: who asks and sends
 * @settings: (nullable): root of the settings
 *
 * Binds the page; may be called once.
 */
void
velo_assistant_page_attach (VeloAssistantPage *self,
                            VeloProposal      *proposal,
                            VeloCounter       *counter,
                            GSettings         *settings)
{
  VeloAssistantPagePrivate *priv = GET_PRIVATE (self);

  g_return_if_fail (VELO_IS_ASSISTANT_PAGE (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));
  g_return_if_fail (priv->proposal == NULL);

  priv->proposal = g_object_ref (proposal);
  g_set_object (&priv->counter, counter);
  g_set_object (&priv->settings, settings);
  VELO_ASSISTANT_PAGE_GET_CLASS (self)->bind (self);
}

/**
 * velo_assistant_page_shown:
 * @self: a page
 *
 * Tells the page that it is on the screen now.
 */
void
velo_assistant_page_shown (VeloAssistantPage *self)
{
  g_return_if_fail (VELO_IS_ASSISTANT_PAGE (self));

  if (VELO_ASSISTANT_PAGE_GET_CLASS (self)->shown != NULL)
    VELO_ASSISTANT_PAGE_GET_CLASS (self)->shown (self);
}

/**
 * velo_assistant_page_left:
 * @self: a page
 *
 * Tells the page that the user goes back: it gives up what it waits for.
 */
void
velo_assistant_page_left (VeloAssistantPage *self)
{
  g_return_if_fail (VELO_IS_ASSISTANT_PAGE (self));

  if (VELO_ASSISTANT_PAGE_GET_CLASS (self)->left != NULL)
    VELO_ASSISTANT_PAGE_GET_CLASS (self)->left (self);
}

static void
forget_focus (VeloAssistantPage *self)
{
  VeloAssistantPagePrivate *priv = GET_PRIVATE (self);

  if (priv->focus_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), priv->focus_tick);
  priv->focus_tick = 0;
}

/**
 * velo_assistant_page_check:
 * @self: a page
 *
 * Marks each field that is missing or wrong.
 *
 * Returns: (transfer none) (nullable): the first of them, %NULL if one may go on
 */
GtkWidget *
velo_assistant_page_check (VeloAssistantPage *self)
{
  g_return_val_if_fail (VELO_IS_ASSISTANT_PAGE (self), NULL);

  forget_focus (self);
  return VELO_ASSISTANT_PAGE_GET_CLASS (self)->check (self);
}

/**
 * velo_assistant_page_get_title:
 * @self: a page
 *
 * Returns: (nullable): name of the step
 */
const char *
velo_assistant_page_get_title (VeloAssistantPage *self)
{
  g_return_val_if_fail (VELO_IS_ASSISTANT_PAGE (self), NULL);

  return GET_PRIVATE (self)->title;
}

/**
 * velo_assistant_page_get_proposal:
 * @self: a page that is attached
 *
 * Returns: (transfer none): what it writes into
 */
VeloProposal *
velo_assistant_page_get_proposal (VeloAssistantPage *self)
{
  g_return_val_if_fail (VELO_IS_ASSISTANT_PAGE (self), NULL);

  return GET_PRIVATE (self)->proposal;
}

/**
 * velo_assistant_page_get_counter:
 * @self: a page that is attached
 *
 * Returns: (transfer none): who asks and sends
 */
VeloCounter *
velo_assistant_page_get_counter (VeloAssistantPage *self)
{
  g_return_val_if_fail (VELO_IS_ASSISTANT_PAGE (self), NULL);

  return GET_PRIVATE (self)->counter;
}

/**
 * velo_assistant_page_get_settings:
 * @self: a page that is attached
 *
 * Returns: (transfer none) (nullable): root of the settings
 */
GSettings *
velo_assistant_page_get_settings (VeloAssistantPage *self)
{
  g_return_val_if_fail (VELO_IS_ASSISTANT_PAGE (self), NULL);

  return GET_PRIVATE (self)->settings;
}

/**
 * velo_assistant_page_get_window:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the window it is in
 */
GtkWindow *
velo_assistant_page_get_window (VeloAssistantPage *self)
{
  GtkRoot *root;

  g_return_val_if_fail (VELO_IS_ASSISTANT_PAGE (self), NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/**
 * velo_assistant_page_is_applying:
 * @self: a page
 *
 * Returns: whether it waits for something that must not be disturbed
 */
gboolean
velo_assistant_page_is_applying (VeloAssistantPage *self)
{
  g_return_val_if_fail (VELO_IS_ASSISTANT_PAGE (self), FALSE);

  return GET_PRIVATE (self)->applying;
}

/**
 * velo_assistant_page_set_applying:
 * @self: a page
 * @applying: whether it waits for something that must not be disturbed
 */
void
velo_assistant_page_set_applying (VeloAssistantPage *self,
                                  gboolean           applying)
{
  VeloAssistantPagePrivate *priv = GET_PRIVATE (self);

  g_return_if_fail (VELO_IS_ASSISTANT_PAGE (self));

  applying = !!applying;
  if (priv->applying == applying)
    return;
  priv->applying = applying;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_APPLYING]);
}

/**
 * velo_assistant_page_advance:
 * @self: a page
 *
 * Asks the assistant to go on.
 */
void
velo_assistant_page_advance (VeloAssistantPage *self)
{
  g_return_if_fail (VELO_IS_ASSISTANT_PAGE (self));

  g_signal_emit (self, signals[ADVANCE], 0);
}

/* A page that has just come up has no size before the second frame, and nothing to scroll in. */
static gboolean
focus_tick_cb (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       user_data)
{
  GtkWidget *field = user_data;

  if (gtk_widget_get_width (field) <= 0)
    return G_SOURCE_CONTINUE;
  GET_PRIVATE (VELO_ASSISTANT_PAGE (widget))->focus_tick = 0;
  if (gtk_widget_is_ancestor (field, widget))
    velo_assistant_page_focus_now (VELO_ASSISTANT_PAGE (widget), field);
  return G_SOURCE_REMOVE;
}

/**
 * velo_assistant_page_focus_now:
 * @self: a page
 * @field: a widget on it
 *
 * Puts the focus on @field and scrolls there, so that the last question which
 * the page still has is seen as well if there is room.
 */
void
velo_assistant_page_focus_now (VeloAssistantPage *self,
                               GtkWidget         *field)
{
  VeloAssistantPageClass *klass;

  g_return_if_fail (VELO_IS_ASSISTANT_PAGE (self));
  g_return_if_fail (GTK_IS_WIDGET (field));

  klass = VELO_ASSISTANT_PAGE_GET_CLASS (self);
  velo_field_focus_range (field, klass->get_last_question == NULL ? NULL : klass->get_last_question (self));
}

/**
 * velo_assistant_page_focus:
 * @self: a page that is coming up
 * @field: a widget on it
 *
 * Puts the focus on @field and scrolls there as soon as the page is laid out.
 */
void
velo_assistant_page_focus (VeloAssistantPage *self,
                           GtkWidget         *field)
{
  g_return_if_fail (VELO_IS_ASSISTANT_PAGE (self));
  g_return_if_fail (GTK_IS_WIDGET (field));

  forget_focus (self);
  GET_PRIVATE (self)->focus_tick =
    gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_tick_cb, g_object_ref (field), g_object_unref);
}

/**
 * velo_assistant_page_dup_who:
 * @self: a page that is attached
 *
 * Returns: (transfer full): name of the employee who sells, for the record
 */
char *
velo_assistant_page_dup_who (VeloAssistantPage *self)
{
  VeloAssistantPagePrivate *priv = GET_PRIVATE (self);
  VeloEmployee *employee = priv->counter == NULL ? NULL : velo_counter_get_employee (priv->counter);

  if (employee != NULL)
    return g_strdup (velo_employee_get_name (employee));
  return g_strdup (priv->proposal == NULL ? "" : velo_proposal_get_employee_name (priv->proposal));
}

static void
noted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_add_journal_finish (VELO_STORE (object), result, &error))
    g_warning ("an event is not noted: %s %d", g_quark_to_string (error->domain), error->code);
}

/**
 * velo_assistant_page_note:
 * @self: a page that is attached
 * @what: name of the event
 *
 * Notes in the history of the vehicle that it was so, with nothing of what was entered.
 */
void
velo_assistant_page_note (VeloAssistantPage *self,
                          const char        *what)
{
  VeloAssistantPagePrivate *priv = GET_PRIVATE (self);
  g_autoptr(VeloJournalEntry) entry = velo_journal_entry_new ();
  g_autofree char *who = NULL;

  g_return_if_fail (VELO_IS_ASSISTANT_PAGE (self));
  g_return_if_fail (priv->counter != NULL);
  g_return_if_fail (what != NULL);

  who = velo_assistant_page_dup_who (self);
  velo_journal_entry_set_time (entry, velo_time_now ());
  velo_journal_entry_set_who (entry, who);
  velo_journal_entry_set_what (entry, what);
  velo_journal_entry_set_vehicle_id (entry, velo_proposal_get_vehicle_id (priv->proposal));
  velo_journal_entry_set_proposal_id (entry, velo_proposal_get_id (priv->proposal));
  velo_store_add_journal_async (velo_counter_get_store (priv->counter), entry, NULL, noted_cb, NULL);
}
