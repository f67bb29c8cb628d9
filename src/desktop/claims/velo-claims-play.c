/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In training the customer is played from the claim: in the browser, with photographs to send. */

#define G_LOG_DOMAIN "velo-claims-play"

#include "config.h"

#include "velo-claims-play.h"

#include <glib/gi18n.h>
#include <string.h>

#include "velo-claims-samples.h"
#include "velo-claims-text.h"
#include "velo-iban.h"
#include "velo-show-uri.h"

/* Printed as examples everywhere, of nobody's accounts. */
#define IBAN_GERMAN "DE89370400440532013000"
#define IBAN_AUSTRIAN "AT611904300234573201"

typedef struct
{
  GtkWindow *parent;    /* (weak) (nullable) */
  GtkWidget *button;    /* (weak) (nullable): cannot be pressed again before the browser is there */
  VeloNotice *notice;   /* (weak) (nullable) */
  VeloClaimsDesk *desk; /* (owned) */
  VeloClaim *claim;     /* (owned) */
  GObject *owner;       /* (weak) (nullable) */
  VeloClaimsPlayedFunc func;
} Play;

static void
give_back (GtkWidget **button)
{
  if (*button != NULL)
    gtk_widget_set_sensitive (*button, TRUE);
  g_clear_weak_pointer (button);
}

static void
play_free (Play *play)
{
  give_back (&play->button);
  g_clear_weak_pointer (&play->parent);
  g_clear_weak_pointer (&play->notice);
  g_clear_weak_pointer (&play->owner);
  g_object_unref (play->desk);
  g_object_unref (play->claim);
  g_free (play);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Play, play_free)

/* An address on its way to the browser. */
typedef struct
{
  GtkWidget *button;  /* (weak) (nullable) */
  VeloNotice *notice; /* (weak) (nullable) */
  char *url;          /* (owned) */
  char *folder;       /* (owned) */
} Shown;

static void
shown_free (Shown *shown)
{
  give_back (&shown->button);
  g_clear_weak_pointer (&shown->notice);
  g_free (shown->url);
  g_free (shown->folder);
  g_free (shown);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shown, shown_free)

/* Nobody wants to read where the own folder is. */
static char *
dup_place (const char *folder)
{
  g_autoptr(GFile) home = g_file_new_for_path (g_get_home_dir ());
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autofree char *below = g_file_get_relative_path (home, file);

  return g_filename_display_name (below != NULL ? below : folder);
}

static void
tell_error (Play         *play,
            const GError *error)
{
  g_autofree char *text = NULL;

  if (play->notice == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    text = g_strdup (_("This customer has no link yet. Please invite the customer first."));
  else
    text = velo_claims_text_dup_error (error);
  velo_notice_show (play->notice, VELO_NOTICE_KIND_ERROR, text);
}

/* Without a browser the address is told, to be opened in one. */
static void
shown_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Shown) shown = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *place = NULL;

  if (velo_show_uri_finish (result, &error) || shown->notice == NULL)
    return;
  g_debug ("no browser: %s", error->message);
  place = dup_place (shown->folder);
  /* Translators: an address, and a folder */
  text = g_strdup_printf (_("The browser could not be opened. Please open %s in a browser of this computer. Photographs to send are in %s."),
                          shown->url, place);
  velo_notice_show (shown->notice, VELO_NOTICE_KIND_WARNING, text);
}

static void
prepared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Play) play = user_data;
  g_autofree char *folder = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *url = velo_claims_desk_play_finish (VELO_CLAIMS_DESK (object), result, &folder, &error);
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;
  Shown *shown;

  if (url == NULL)
    {
      tell_error (play, error);
      return;
    }
  if (play->owner != NULL)
    play->func (play->owner, velo_claim_get_id (play->claim), folder);
  if (play->notice == NULL || play->parent == NULL)
    return;
  place = dup_place (folder);
  /* Translators: a folder */
  text = g_strdup_printf (_("The customer's page opens in the browser; who is logged in there goes on where it was left. Its photographs are in %s. Each is named like the photo that the page asks for, and numbered in the same order. Codes are not sent: they stand under Contacts, for the claims desk."), place);
  velo_notice_show (play->notice, VELO_NOTICE_KIND_INFO, text);
  shown = g_new0 (Shown, 1);
  g_set_weak_pointer (&shown->button, play->button);
  g_clear_weak_pointer (&play->button);
  g_set_weak_pointer (&shown->notice, play->notice);
  shown->url = g_strdup (url);
  shown->folder = g_strdup (folder);
  velo_show_uri_async (GTK_WIDGET (play->parent), url, NULL, shown_cb, shown);
}

/* The newest message with a link is the one that the customer would use. */
static void
messages_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Play) play = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  const VeloClaimsMessage *newest = NULL;
  VeloClaimsDesk *desk = play->desk;
  VeloClaim *claim = play->claim;

  if (answer == NULL)
    {
      tell_error (play, error);
      return;
    }
  for (guint i = 0; answer->messages != NULL && i < answer->messages->len; i++)
    {
      const VeloClaimsMessage *message = g_ptr_array_index (answer->messages, i);

      if (strstr (message->text, "/s/") != NULL && (newest == NULL || message->created > newest->created))
        newest = message;
    }
  velo_claims_desk_play_async (desk, claim, newest != NULL ? newest->text : NULL, NULL, prepared_cb,
                               g_steal_pointer (&play));
}

/**
 * velo_claims_play_customer:
 * @parent: (nullable): window of the claim
 * @button: (nullable): cannot be pressed until the browser is there
 * @notice: tells what one needs to know
 * @desk: the way to the service, in training
 * @client: signed in as the desk
 * @claim: a claim
 * @func: called when the photographs are there
 * @owner: for @func; it need not live so long
 *
 * Draws photographs for the customer of @claim, and opens the customer's page in the browser.
 */
void
velo_claims_play_customer (GtkWindow            *parent,
                           GtkWidget            *button,
                           VeloNotice           *notice,
                           VeloClaimsDesk       *desk,
                           VeloClaimsClient     *client,
                           VeloClaim            *claim,
                           VeloClaimsPlayedFunc  func,
                           GObject              *owner)
{
  Play *play = g_new0 (Play, 1);

  g_set_weak_pointer (&play->parent, parent);
  g_set_weak_pointer (&play->notice, notice);
  if (button != NULL)
    gtk_widget_set_sensitive (button, FALSE);
  g_set_weak_pointer (&play->button, button);
  velo_notice_show (notice, VELO_NOTICE_KIND_INFO,
                    _("One moment: the training photographs are being prepared, then the browser opens."));
  play->func = func;
  g_set_weak_pointer (&play->owner, owner);
  play->desk = g_object_ref (desk);
  play->claim = velo_record_copy (claim);
  velo_claims_client_messages_async (client, velo_claim_get_id (claim), NULL, messages_cb, play);
}

typedef struct
{
  VeloNotice *notice; /* (weak) (nullable) */
  char *folder;       /* (owned) */
} Opened;

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Opened *opened = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error) && opened->notice != NULL)
    {
      g_autofree char *place = dup_place (opened->folder);
      g_autofree char *text = NULL;

      g_debug ("no folder: %s", error->message);
      /* Translators: a folder */
      text = g_strdup_printf (_("The folder could not be opened. It is %s."), place);
      velo_notice_show (opened->notice, VELO_NOTICE_KIND_WARNING, text);
    }
  g_clear_weak_pointer (&opened->notice);
  g_free (opened->folder);
  g_free (opened);
}

/**
 * velo_claims_play_open_folder:
 * @parent: window of the claim
 * @notice: tells where it is if nothing can show it
 * @folder: (type filename): of the photographs
 *
 * Shows the photographs in the program for files.
 */
void
velo_claims_play_open_folder (GtkWindow  *parent,
                              VeloNotice *notice,
                              const char *folder)
{
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);
  Opened *opened;

  g_return_if_fail (uri != NULL);

  opened = g_new0 (Opened, 1);
  g_set_weak_pointer (&opened->notice, notice);
  opened->folder = g_strdup (folder);
  gtk_show_uri_full (parent, uri, GDK_CURRENT_TIME, NULL, opened_cb, opened);
}

/**
 * velo_claims_play_dup_whom:
 * @state: of a claim for which @role has nothing to do
 * @role: who is played now
 * @released: whether this person has released the payout, and a second one has to
 *
 * In training one person plays all of them, and has to know whom next, and where that is chosen.
 *
 * Returns: (transfer full) (nullable): one sentence; %NULL if nobody else has to do anything
 */
char *
velo_claims_play_dup_whom (VeloClaimState state,
                           VeloClaimActor role,
                           gboolean       released)
{
  enum { NOBODY, DESK, ASSESSOR, CUSTOMER };
  static const char nexts[] = {
    [VELO_CLAIM_STATE_REPORTED] = DESK, [VELO_CLAIM_STATE_SUITABLE] = DESK,
    [VELO_CLAIM_STATE_INVITED] = CUSTOMER, [VELO_CLAIM_STATE_STARTED] = CUSTOMER,
    [VELO_CLAIM_STATE_PHOTOS_COMPLETE] = ASSESSOR, [VELO_CLAIM_STATE_CALCULATING] = ASSESSOR,
    [VELO_CLAIM_STATE_PHOTOS_REQUESTED] = CUSTOMER, [VELO_CLAIM_STATE_OFFERED] = CUSTOMER,
    [VELO_CLAIM_STATE_ACCEPTED] = DESK, [VELO_CLAIM_STATE_DECLINED] = DESK,
    [VELO_CLAIM_STATE_CALL_BACK] = ASSESSOR, [VELO_CLAIM_STATE_PAYOUT_ORDERED] = DESK,
  };
  char next = (gsize) state < G_N_ELEMENTS (nexts) ? nexts[state] : NOBODY;
  const char *name = _("You play the claims desk");

  if (next == NOBODY || (next == CUSTOMER && role == VELO_CLAIM_ACTOR_DESK))
    return NULL;
  if (next == CUSTOMER)
    /* Translators: %s is the entry of a list, such as "You play the assessor" */
    return g_strdup_printf (_("The customer is played from the claims desk: choose “%s” above the list."), name);
  if (next == ASSESSOR)
    name = _("You play the assessor");
  else if (released && state == VELO_CLAIM_STATE_ACCEPTED)
    name = _("You play the second person of the desk");
  /* Translators: %s is the entry of a list, such as "You play the assessor" */
  return g_strdup_printf (_("To go on, choose “%s” above the list."), name);
}

/**
 * velo_claims_play_dup_log_in:
 * @claim: a claim
 *
 * Returns: (transfer full): what its customer enters to log in, with the mileage that is on the photograph,
 *   and to accept an offer
 */
char *
velo_claims_play_dup_log_in (VeloClaim *claim)
{
  VeloSampleVehicle vehicle;
  g_autofree char *mileage = NULL;
  g_autofree char *iban = NULL;
  g_autofree char *account = NULL;
  g_autofree char *text = NULL;

  velo_claims_samples_make_vehicle (claim, &vehicle);
  mileage = g_strdup_printf ("%d", vehicle.mileage);
  /* Translators: number of a claim, licence plate, kilometres */
  text = g_strdup_printf (_("To log in as the customer: claim number %s, licence plate %s, %s km."),
                          velo_claim_get_number (claim), velo_claim_get_plate (claim), mileage);
  if (velo_claim_get_state (claim) != VELO_CLAIM_STATE_OFFERED)
    return g_steal_pointer (&text);
  iban = velo_iban_format (g_strcmp0 (velo_claim_get_country (claim), "AT") == 0 ? IBAN_AUSTRIAN : IBAN_GERMAN);
  /* Translators: name of a person, and an account */
  account = g_strdup_printf (_("To accept: account holder %s, IBAN %s."), velo_claim_get_customer_name (claim), iban);
  return g_strdup_printf ("%s\n%s", text, account);
}
