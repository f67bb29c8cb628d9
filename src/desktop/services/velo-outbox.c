/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sends what waits for a connection as soon as there is one, and counts what the day leaves unfinished. */

#define G_LOG_DOMAIN "velo-outbox"

#include "config.h"

#include "velo-outbox.h"

#include "velo-date.h"
#include "velo-store-proposals.h"

/* How often to try while something waits. */
#define RETRY_SECONDS 60

struct _VeloOutbox
{
  GObject parent_instance;

  VeloCounter *counter;      /* (owned) (not nullable) */
  GCancellable *cancellable; /* (owned) (not nullable) */
  guint retry_source;
  guint n_waiting;
  guint n_unfinished; /* signed, but not known to be insured, or begun today */
  gboolean offline;
  gboolean sending;
};

G_DEFINE_FINAL_TYPE (VeloOutbox, velo_outbox, G_TYPE_OBJECT)

typedef enum
{
  PROP_N_WAITING = 1,
  PROP_N_UNFINISHED,
  PROP_OFFLINE,
} VeloOutboxProperty;

static GParamSpec *properties[PROP_OFFLINE + 1];

static void count (VeloOutbox *self);

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VeloOutbox) self = user_data;
  g_autoptr(GError) error = NULL;

  self->sending = FALSE;
  if (velo_counter_send_waiting_finish (VELO_COUNTER (object), result, &error) < 0)
    g_info ("sending what waits: %s", error->message);
  count (self);
}

static void
send_waiting (VeloOutbox *self)
{
  if (self->sending || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->sending = TRUE;
  velo_counter_send_waiting_async (self->counter, self->cancellable, sent_cb, g_object_ref (self));
}

static gboolean
retry_cb (gpointer user_data)
{
  VeloOutbox *self = user_data;

  self->retry_source = 0;
  send_waiting (self);
  return G_SOURCE_REMOVE;
}

static void
set_n_waiting (VeloOutbox *self,
               guint       n_waiting)
{
  if (n_waiting > 0 && self->retry_source == 0)
    self->retry_source = g_timeout_add_seconds (RETRY_SECONDS, retry_cb, self);
  if (self->n_waiting == n_waiting)
    return;
  self->n_waiting = n_waiting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
}

/* Today's date is looked at by the clock of the shop. */
static gboolean
is_of_today (VeloProposal *proposal)
{
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *now = velo_date_format_iso (today);
  g_autoptr(GDateTime) changed = g_date_time_new_from_unix_local (velo_proposal_get_changed_at (proposal)
                                                                  / G_USEC_PER_SEC);
  g_autofree char *then = changed == NULL ? NULL : g_date_time_format (changed, "%Y-%m-%d");

  return g_strcmp0 (now, then) == 0;
}

/*
 * What nobody should leave behind without knowing it: whatever a customer has signed, and what was
 * begun today for a customer. An older draft is on the list, but the day does not end with it.
 */
static gboolean
is_unfinished (VeloProposal *proposal)
{
  g_autofree char *customer = NULL;

  switch (velo_proposal_get_state (proposal))
    {
    case VELO_PROPOSAL_STATE_SIGNED:
    case VELO_PROPOSAL_STATE_SENDING:
    case VELO_PROPOSAL_STATE_UNCLEAR:
      return TRUE;
    case VELO_PROPOSAL_STATE_PREPARED:
    case VELO_PROPOSAL_STATE_REFUSED:
      return is_of_today (proposal);
    case VELO_PROPOSAL_STATE_DRAFT:
      customer = velo_customer_dup_name (velo_proposal_get_customer (proposal));
      return customer != NULL && *customer != '\0' && is_of_today (proposal);
    case VELO_PROPOSAL_STATE_CONCLUDED:
    case VELO_PROPOSAL_STATE_HANDED_OVER:
    case VELO_PROPOSAL_STATE_ABANDONED:
      return FALSE;
    default:
      g_assert_not_reached ();
    }
}

static void
set_n_unfinished (VeloOutbox *self,
                  guint       n_unfinished)
{
  if (self->n_unfinished == n_unfinished)
    return;
  self->n_unfinished = n_unfinished;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNFINISHED]);
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloOutbox) self = user_data;
  g_autoptr(GPtrArray) proposals = velo_store_list_open_proposals_finish (VELO_STORE (object), result, NULL);
  guint n_waiting = 0;
  guint n_unfinished = 0;

  if (proposals == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  for (guint i = 0; i < proposals->len; i++)
    {
      VeloProposal *proposal = g_ptr_array_index (proposals, i);
      VeloProposalState state = velo_proposal_get_state (proposal);

      n_waiting += state == VELO_PROPOSAL_STATE_SIGNED && velo_proposal_get_attempts (proposal) > 0;
      n_unfinished += is_unfinished (proposal);
    }
  set_n_waiting (self, n_waiting);
  set_n_unfinished (self, n_unfinished);
}

static void
count (VeloOutbox *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  velo_store_list_open_proposals_async (velo_counter_get_store (self->counter), self->cancellable, counted_cb,
                                        g_object_ref (self));
}

/* Whoever closes the window with its assistant is asked about the draft stored then, before it is counted. */
static void
proposal_changed_cb (VeloOutbox   *self,
                     VeloProposal *proposal)
{
  if (self->n_unfinished == 0 && is_unfinished (proposal))
    set_n_unfinished (self, 1);
  count (self);
}

static void
network_changed_cb (VeloOutbox *self)
{
  gboolean offline = !velo_counter_is_training (self->counter)
                     && !g_network_monitor_get_network_available (g_network_monitor_get_default ());

  if (self->offline != offline)
    {
      self->offline = offline;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFLINE]);
    }
  if (!offline)
    send_waiting (self);
}

static void
velo_outbox_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  VeloOutbox *self = VELO_OUTBOX (object);

  switch ((VeloOutboxProperty) prop_id)
    {
    case PROP_N_WAITING:
      g_value_set_uint (value, self->n_waiting);
      break;
    case PROP_N_UNFINISHED:
      g_value_set_uint (value, self->n_unfinished);
      break;
    case PROP_OFFLINE:
      g_value_set_boolean (value, self->offline);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_outbox_dispose (GObject *object)
{
  VeloOutbox *self = VELO_OUTBOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_object (&self->counter);

  G_OBJECT_CLASS (velo_outbox_parent_class)->dispose (object);
}

static void
velo_outbox_finalize (GObject *object)
{
  g_clear_object (&VELO_OUTBOX (object)->cancellable);

  G_OBJECT_CLASS (velo_outbox_parent_class)->finalize (object);
}

static void
velo_outbox_class_init (VeloOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = velo_outbox_dispose;
  object_class->finalize = velo_outbox_finalize;
  object_class->get_property = velo_outbox_get_property;

  properties[PROP_N_UNFINISHED] = g_param_spec_uint ("n-unfinished", NULL, NULL, 0, G_MAXUINT, 0,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OFFLINE] = g_param_spec_boolean ("offline", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
velo_outbox_init (VeloOutbox *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * velo_outbox_new:
 * @counter: the counter
 *
 * Returns: (transfer full): an outbox that works as long as it lives
 */
VeloOutbox *
velo_outbox_new (VeloCounter *counter)
{
  VeloOutbox *self;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);

  self = g_object_new (VELO_TYPE_OUTBOX, NULL);
  self->counter = g_object_ref (counter);
  g_signal_connect_object (counter, "proposal-changed", G_CALLBACK (proposal_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (network_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * velo_outbox_check:
 * @self: an outbox
 *
 * Looks at the network and sends what waits now.
 */
void
velo_outbox_check (VeloOutbox *self)
{
  g_return_if_fail (VELO_IS_OUTBOX (self));

  count (self);
  network_changed_cb (self);
}

/**
 * velo_outbox_get_n_waiting:
 * @self: an outbox
 *
 * Returns: how many finalised applications wait to be sent
 */
guint
velo_outbox_get_n_waiting (VeloOutbox *self)
{
  g_return_val_if_fail (VELO_IS_OUTBOX (self), 0);

  return self->n_waiting;
}

/**
 * velo_outbox_get_offline:
 * @self: an outbox
 *
 * Returns: whether there is no network; never in training
 */
gboolean
velo_outbox_get_offline (VeloOutbox *self)
{
  g_return_val_if_fail (VELO_IS_OUTBOX (self), FALSE);

  return self->offline;
}
