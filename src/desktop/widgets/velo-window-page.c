/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that takes the place of the window's lists: its head, and that it follows the store. */

#define G_LOG_DOMAIN "velo-window-page"

#include "config.h"

#include "velo-window-page.h"

/**
 * VeloWindowPage:
 *
 * The page of one sale, of one vehicle or of the statistics. What is derived from it is a template that
 * asks the store when it is told to load.
 */
typedef struct
{
  VeloCounter *counter;      /* (owned) (nullable): NULL after dispose */
  GSettings *settings;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the load that is under way */
  guint load_id;             /* 0 if no load waits */
} VeloWindowPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (VeloWindowPage, velo_window_page, ADW_TYPE_BIN)

#define GET_PRIVATE(self) ((VeloWindowPagePrivate *) velo_window_page_get_instance_private (self))

typedef enum
{
  PROP_COUNTER = 1,
  PROP_SETTINGS,
  PROP_TITLE,
  PROP_SUBTITLE,
} VeloWindowPageProperty;

static GParamSpec *properties[PROP_SUBTITLE + 1];

static void
cancel (VeloWindowPagePrivate *priv)
{
  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
}

static gboolean
load_idle_cb (gpointer user_data)
{
  GET_PRIVATE (user_data)->load_id = 0;
  velo_window_page_load (user_data);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (VeloWindowPage *self,
                  const char     *table)
{
  if (VELO_WINDOW_PAGE_GET_CLASS (self)->concerns (self, table))
    velo_window_page_queue_load (self);
}

static gboolean
concerns_any (VeloWindowPage *self,
              const char     *table)
{
  return TRUE;
}

static void
velo_window_page_constructed (GObject *object)
{
  VeloWindowPage *self = VELO_WINDOW_PAGE (object);

  G_OBJECT_CLASS (velo_window_page_parent_class)->constructed (object);

  g_return_if_fail (GET_PRIVATE (self)->counter != NULL);
  g_signal_connect_object (velo_window_page_get_store (self), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
velo_window_page_dispose (GObject *object)
{
  VeloWindowPagePrivate *priv = GET_PRIVATE (VELO_WINDOW_PAGE (object));

  cancel (priv);
  g_clear_handle_id (&priv->load_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  g_clear_object (&priv->counter);
  g_clear_object (&priv->settings);

  G_OBJECT_CLASS (velo_window_page_parent_class)->dispose (object);
}

static void
velo_window_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  VeloWindowPage *self = VELO_WINDOW_PAGE (object);

  switch ((VeloWindowPageProperty) prop_id)
    {
    case PROP_COUNTER:
      g_value_set_object (value, GET_PRIVATE (self)->counter);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, GET_PRIVATE (self)->settings);
      break;
    case PROP_TITLE:
      g_value_take_string (value, velo_window_page_dup_title (self));
      break;
    case PROP_SUBTITLE:
      g_value_take_string (value, velo_window_page_dup_subtitle (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_window_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  VeloWindowPagePrivate *priv = GET_PRIVATE (VELO_WINDOW_PAGE (object));

  switch ((VeloWindowPageProperty) prop_id)
    {
    case PROP_COUNTER:
      priv->counter = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      priv->settings = g_value_dup_object (value);
      break;
    case PROP_TITLE:
    case PROP_SUBTITLE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_window_page_class_init (VeloWindowPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = velo_window_page_constructed;
  object_class->dispose = velo_window_page_dispose;
  object_class->get_property = velo_window_page_get_property;
  object_class->set_property = velo_window_page_set_property;
  klass->concerns = concerns_any;

  properties[PROP_COUNTER] = g_param_spec_object ("counter", NULL, NULL, VELO_TYPE_COUNTER, once);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, once);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
velo_window_page_init (VeloWindowPage *self)
{
}

/**
 * velo_window_page_get_counter:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): where the store is; %NULL once the page is gone
 */
VeloCounter *
velo_window_page_get_counter (VeloWindowPage *self)
{
  g_return_val_if_fail (VELO_IS_WINDOW_PAGE (self), NULL);

  return GET_PRIVATE (self)->counter;
}

/**
 * velo_window_page_get_store:
 * @self: a page
 *
 * Returns: (transfer none): the store of its counter
 */
VeloStore *
velo_window_page_get_store (VeloWindowPage *self)
{
  g_return_val_if_fail (VELO_IS_WINDOW_PAGE (self), NULL);

  return velo_counter_get_store (GET_PRIVATE (self)->counter);
}

/**
 * velo_window_page_get_settings:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the settings' root
 */
GSettings *
velo_window_page_get_settings (VeloWindowPage *self)
{
  g_return_val_if_fail (VELO_IS_WINDOW_PAGE (self), NULL);

  return GET_PRIVATE (self)->settings;
}

/**
 * velo_window_page_get_cancellable:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): cancelled when the page goes or loads anew
 */
GCancellable *
velo_window_page_get_cancellable (VeloWindowPage *self)
{
  g_return_val_if_fail (VELO_IS_WINDOW_PAGE (self), NULL);

  return GET_PRIVATE (self)->cancellable;
}

/**
 * velo_window_page_dup_title:
 * @self: a page
 *
 * Returns: (transfer full): what stands in the window's head
 */
char *
velo_window_page_dup_title (VeloWindowPage *self)
{
  g_return_val_if_fail (VELO_IS_WINDOW_PAGE (self), NULL);

  return VELO_WINDOW_PAGE_GET_CLASS (self)->dup_title (self);
}

/**
 * velo_window_page_dup_subtitle:
 * @self: a page
 *
 * Returns: (transfer full): what stands below the title
 */
char *
velo_window_page_dup_subtitle (VeloWindowPage *self)
{
  g_return_val_if_fail (VELO_IS_WINDOW_PAGE (self), NULL);

  return VELO_WINDOW_PAGE_GET_CLASS (self)->dup_subtitle (self);
}

/**
 * velo_window_page_load:
 * @self: a page
 *
 * Loads at once; a load that is under way is cancelled, its answers are void.
 */
void
velo_window_page_load (VeloWindowPage *self)
{
  VeloWindowPagePrivate *priv = GET_PRIVATE (self);

  g_return_if_fail (VELO_IS_WINDOW_PAGE (self));

  cancel (priv);
  priv->cancellable = g_cancellable_new ();
  VELO_WINDOW_PAGE_GET_CLASS (self)->load (self);
}

/**
 * velo_window_page_queue_load:
 * @self: a page
 *
 * Loads soon, once for however many changes; not before the page has its counter.
 */
void
velo_window_page_queue_load (VeloWindowPage *self)
{
  VeloWindowPagePrivate *priv = GET_PRIVATE (self);

  g_return_if_fail (VELO_IS_WINDOW_PAGE (self));

  if (priv->load_id == 0 && priv->counter != NULL)
    priv->load_id = g_idle_add (load_idle_cb, self);
}

/**
 * velo_window_page_is_queued:
 * @self: a page
 *
 * Returns: whether a load waits for its turn
 */
gboolean
velo_window_page_is_queued (VeloWindowPage *self)
{
  g_return_val_if_fail (VELO_IS_WINDOW_PAGE (self), FALSE);

  return GET_PRIVATE (self)->load_id != 0;
}

/**
 * velo_window_page_title_changed:
 * @self: a page
 *
 * To be called when the words for the window's head are others.
 */
void
velo_window_page_title_changed (VeloWindowPage *self)
{
  g_return_if_fail (VELO_IS_WINDOW_PAGE (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}
