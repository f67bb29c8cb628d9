/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both sides of a claim in one piece, in German: a phone in a real browser, and desk and assessor with
 * the real widgets, from the new claim to "Betrag angewiesen". VELO_CLAIMS_PICTURES names a folder for
 * pictures of each step. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "velo-browser.h"
#include "velo-calculation-window.h"
#include "velo-choose-file.h"
#include "velo-claim-dialog.h"
#include "velo-claims-photos.h"
#include "velo-claims-steps.h"
#include "velo-claims-training.h"
#include "velo-claims-view.h"
#include "velo-invitation-dialog.h"
#include "velo-money-row.h"
#include "velo-notice.h"
#include "velo-photo-viewer.h"
#include "velo-remove.h"
#include "velo-secrets-memory.h"
#include "velo-text-row.h"
#include "velo-wait.h"

#define NUMBER "26-4711001"
#define IBAN "DE02 1203 0000 0000 2020 51"

typedef struct
{
  char *folder;
  GSettings *root;
  GSettings *settings;
  VeloSecrets *secrets;
  VeloClaimsDesk *desk;
  GtkWidget *view;
  GtkWindow *window;
  VeloBrowser *browser;
  guint n_pictures;
} Fixture;

#include "velo-claims-widgets.h"

/* The first label below @widget that has @words in it. */
static const char *
find_words (gpointer    widget,
            const char *words)
{
  const char *own = GTK_IS_LABEL (widget) ? gtk_label_get_label (widget) : NULL;

  if (own != NULL && strstr (own, words) != NULL)
    return own;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const char *found = find_words (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
click_next (Fixture    *fixture,
            const char *label)
{
  g_assert_cmpstr (gtk_button_get_label (in_page (fixture, "next_button")), ==, label);
  click (in_page (fixture, "next_button"));
}

/* Answers the question that is on the screen. */
static void
confirm (const char *words)
{
  AdwMessageDialog *dialog = NULL;

  WAIT_UNTIL ((dialog = find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, words);
  adw_message_dialog_response (dialog, "confirm");
  /* a button does this by itself */
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Pictures */

/* Whether every picture below @widget has something to show. */
static gboolean
has_pictures (GtkWidget *widget)
{
  if (GTK_IS_PICTURE (widget) && gtk_widget_get_mapped (widget)
      && gtk_picture_get_paintable (GTK_PICTURE (widget)) == NULL)
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (!has_pictures (child))
      return FALSE;
  return TRUE;
}

static void
keep_window (Fixture    *fixture,
             gpointer    window,
             const char *name)
{
  const char *folder = g_getenv ("VELO_CLAIMS_PICTURES");
  g_autofree char *path = g_strdup_printf ("%s/%02u-%s.png", folder, ++fixture->n_pictures, name);
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  g_test_message (">> %2u  %s", fixture->n_pictures, velo_claims_steps_get_words (name));
  if (folder == NULL)
    return;
  while (node == NULL)
    {
      g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();

      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
      gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                              gdk_paintable_get_intrinsic_height (paintable));
      node = gtk_snapshot_to_node (snapshot);
      if (node == NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* The same, with that part of the page in sight. */
static void
keep_part (Fixture    *fixture,
           const char *id,
           const char *name)
{
  GtkWidget *part = in_page (fixture, id);
  GtkWidget *scrolled = gtk_widget_get_ancestor (part, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *position = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  graphene_rect_t bounds;

  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  if (gtk_widget_compute_bounds (part, scrolled, &bounds))
    gtk_adjustment_set_value (position, gtk_adjustment_get_value (position) + (double) bounds.origin.y - 60);
  keep_window (fixture, fixture->window, name);
  gtk_adjustment_set_value (position, 0);
}

static void
keep_phone (Fixture    *fixture,
            const char *name)
{
  g_autofree char *whole = g_strdup_printf ("%02u-%s", ++fixture->n_pictures, name);

  g_test_message (">> %2u  %s", fixture->n_pictures, velo_claims_steps_get_words (name));
  velo_browser_keep_picture (fixture->browser, whole);
}

/* The program */

/* As VeloApplication has it: its icons and its style. */
static void
dress (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr(GtkCssProvider) style = gtk_css_provider_new ();

  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), "/com/example/VeloInsure/icons");
  gtk_css_provider_load_from_resource (style, "/com/example/VeloInsure/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->folder = g_dir_make_tmp ("velo-together-XXXXXX", NULL);
  fixture->root = g_settings_new ("com.example.VeloInsure");
  fixture->settings = g_settings_get_child (fixture->root, "claims");
  fixture->secrets = velo_secrets_memory_new ();
  fixture->desk = velo_claims_desk_new (fixture->folder, fixture->settings, fixture->secrets);
  fixture->view = velo_claims_view_new (fixture->desk);
  fixture->window = GTK_WINDOW (g_object_ref_sink (adw_window_new ()));
  gtk_window_set_default_size (fixture->window, 1280, 800);
  gtk_window_set_title (fixture->window, "VeloInsure");
  gtk_widget_set_vexpand (fixture->view, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), fixture->view);
  adw_window_set_content (ADW_WINDOW (fixture->window), box);
  gtk_window_present (fixture->window);
  fixture->browser = velo_browser_is_installed () ? velo_browser_new (TRUE) : NULL;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i - 1);

      gtk_window_destroy (window);
    }
  g_clear_object (&fixture->window);
  g_clear_pointer (&fixture->browser, velo_browser_free);
  velo_claims_desk_close (fixture->desk);
  /* what is on its way still has the view, which has the desk */
  WAIT_UNTIL (G_OBJECT (fixture->desk)->ref_count == 1);
  g_assert_finalize_object (fixture->desk);
  g_clear_object (&fixture->secrets);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->root);
  velo_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
is_working (Fixture *fixture)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (in_view (fixture, "stack")), "work") == 0;
}

/* In training one person plays all roles, and finds the claim again as everybody does. */
static void
become (Fixture *fixture,
        guint    account)
{
  if (gtk_drop_down_get_selected (in_view (fixture, "account_drop_down")) != account)
    {
      gtk_drop_down_set_selected (in_view (fixture, "account_drop_down"), account);
      WAIT_UNTIL (!is_working (fixture));
    }
  WAIT_UNTIL (is_working (fixture));
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), NUMBER);
  WAIT_UNTIL (gtk_list_box_get_row_at_index (in_view (fixture, "list"), 0) != NULL
              && gtk_list_box_get_row_at_index (in_view (fixture, "list"), 1) == NULL);
  g_signal_emit_by_name (in_view (fixture, "list"), "row-activated",
                         gtk_list_box_get_row_at_index (in_view (fixture, "list"), 0));
  WAIT_UNTIL (get_claim (fixture) != NULL && g_strcmp0 (velo_claim_get_number (get_claim (fixture)), NUMBER) == 0);
}

/* The desk takes the claim: what can be settled at once is said while it is filled in. */
static void
take_claim (Fixture *fixture)
{
  VeloClaimDialog *dialog;

  WAIT_UNTIL (is_working (fixture));
  click (in_view (fixture, "new_button"));
  WAIT_UNTIL ((dialog = find_window (VELO_TYPE_CLAIM_DIALOG)) != NULL);
  gtk_editable_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "number_row"), NUMBER);
  gtk_editable_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "plate_row"), "H-VI 2026");
  gtk_editable_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "name_row"), "Erika Sommer");
  gtk_editable_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "phone_row"), "0171 4711001");
  velo_text_row_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "description_row"), "Kratzer am Stoßfänger vorn");
  gtk_editable_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "portfolio_row"), "north");
  velo_text_row_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "consent_row"),
                         "Ja, ich möchte das Geld und schicke Fotos.");
  adw_combo_row_set_selected (find (dialog, VELO_TYPE_CLAIM_DIALOG, "financing_row"), VELO_FINANCING_PAID);
  g_assert_nonnull (strstr (gtk_label_get_label (find (dialog, VELO_TYPE_CLAIM_DIALOG, "answer_label")), "Ja"));
  keep_window (fixture, dialog, "schaden-aufnehmen");
  click (find (dialog, VELO_TYPE_CLAIM_DIALOG, "save_button"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_REPORTED)
              && g_strcmp0 (velo_claim_get_number (get_claim (fixture)), NUMBER) == 0);
  click_next (fixture, _("Check Su_itability"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_SUITABLE));
  keep_window (fixture, fixture->window, "geeignet");
}

/* Returns: (transfer full): the link, as it stands in the message to the customer */
static char *
invite (Fixture *fixture)
{
  VeloInvitationDialog *dialog;
  const char *link;
  char *url;

  click_next (fixture, _("_Invite the Customer"));
  WAIT_UNTIL ((dialog = find_window (VELO_TYPE_INVITATION_DIALOG)) != NULL);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_INVITED));
  keep_window (fixture, dialog, "einladung");
  g_assert_true (gtk_widget_get_visible (find (dialog, VELO_TYPE_INVITATION_DIALOG, "play_button")));
  link = strstr (gtk_label_get_label (find (dialog, VELO_TYPE_INVITATION_DIALOG, "text_label")), "http://127.0.0.1:");
  g_assert_nonnull (link);
  url = g_strndup (link, strcspn (link, " "));
  gtk_window_destroy (GTK_WINDOW (dialog));
  return url;
}

/* The customer: the way from the text message to the last photo. */
static void
log_in (Fixture    *fixture,
        const char *url)
{
  velo_browser_open (fixture->browser, url);
  g_assert_true (velo_browser_wait (fixture->browser, "document.getElementById('number')"));
  keep_phone (fixture, "kunde-anmelden");
  velo_browser_type (fixture->browser, "#number", "26 4711001");
  velo_browser_type (fixture->browser, "#plate", "h-vi 2026");
  velo_browser_type (fixture->browser, "#mileage", "61.230");
  velo_browser_click (fixture->browser, "#terms");
  velo_browser_click (fixture->browser, "#privacy");
  velo_browser_click (fixture->browser, "button[type=submit]");
  g_assert_true (velo_browser_wait (fixture->browser, "document.getElementById('photos')"));
  keep_phone (fixture, "kunde-fotos");
}

static void
send_photos (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "photos", NULL);
  g_autoptr(GError) error = NULL;

  velo_claims_training_save_photos (folder, get_claim (fixture), NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; velo_sample_photo_slots[i] != NULL; i++)
    {
      g_autofree char *selector = g_strdup_printf ("#%s-file", velo_sample_photo_slots[i]);
      g_autofree char *path = g_strdup_printf ("%s/%s.jpg", folder, velo_sample_photo_slots[i]);
      g_autofree char *sent = g_strdup_printf ("document.querySelector('[data-slot=%s]').dataset.photo",
                                               velo_sample_photo_slots[i]);

      velo_browser_type (fixture->browser, selector, path);
      g_assert_true (velo_browser_wait (fixture->browser, sent));
    }
  /* none of them is complained about */
  g_assert_true (velo_browser_wait (fixture->browser, "!document.querySelector('.status.fault')"));
  keep_phone (fixture, "kunde-fotos-gesendet");
  velo_browser_click (fixture->browser, "#done button");
  g_assert_true (velo_browser_wait (fixture->browser, "document.getElementById('waiting')"));
  keep_phone (fixture, "kunde-wartet");
}

/* The drawn photograph of the damage, as it is shown beside the calculation. */
static void
look_at_damage (gpointer window)
{
  VeloPhotoViewer *viewer = find (window, VELO_TYPE_CALCULATION_WINDOW, "viewer");
  gpointer stack = find (viewer, VELO_TYPE_PHOTO_VIEWER, "stack");
  GPtrArray *photos = NULL;
  const char *id = NULL;

  WAIT_UNTIL ((photos = velo_photo_viewer_get_photos (viewer)) != NULL);
  g_assert_cmpuint (photos->len, ==, 9);
  for (guint i = 0; i < photos->len; i++)
    {
      const VeloClaimsPhoto *photo = g_ptr_array_index (photos, i);

      if (g_str_equal (photo->slot, "damage-middle"))
        id = photo->id;
    }
  g_assert_nonnull (id);
  velo_photo_viewer_show_place (viewer, id, "");
  WAIT_UNTIL (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "photo") == 0 && has_pictures (GTK_WIDGET (viewer)));
}

/* The assessor looks at the photos, calculates and offers. */
static void
make_offer (Fixture *fixture)
{
  VeloCalculationWindow *window;

  become (fixture, 2);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PHOTOS_COMPLETE));
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "photos_group")) && has_pictures (in_page (fixture, "photos_group")));
  keep_part (fixture, "photos_group", "sachverstaendiger-fotos");
  click_next (fixture, _("_Begin to Calculate"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_CALCULATING));
  click_next (fixture, _("C_alculate…"));
  WAIT_UNTIL ((window = find_window (VELO_TYPE_CALCULATION_WINDOW)) != NULL);
  WAIT_UNTIL (gtk_widget_get_sensitive (find (window, VELO_TYPE_CALCULATION_WINDOW, "save_button")));
  look_at_damage (window);
  adw_combo_row_set_selected (find (window, VELO_TYPE_CALCULATION_WINDOW, "kind_row"), VELO_WORK_KIND_PART);
  gtk_editable_set_text (find (window, VELO_TYPE_CALCULATION_WINDOW, "text_row"), "Stoßfänger vorn, lackiert");
  gtk_editable_set_text (find (window, VELO_TYPE_CALCULATION_WINDOW, "quantity_row"), "1");
  velo_money_row_set_cents (find (window, VELO_TYPE_CALCULATION_WINDOW, "price_row"), 120950);
  click (find (window, VELO_TYPE_CALCULATION_WINDOW, "add_button"));
  /* and 25 euros of flat expenses: liability in Germany */
  WAIT_UNTIL (strstr (gtk_label_get_label (find (window, VELO_TYPE_CALCULATION_WINDOW, "sum_label")), "1.234,50") != NULL);
  keep_window (fixture, window, "sachverstaendiger-kalkulation");
  click (find (window, VELO_TYPE_CALCULATION_WINDOW, "offer_button"));
  confirm (_("Make this offer?"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_OFFERED));
  keep_window (fixture, fixture->window, "angebot-gemacht");
}

/* In training nothing is sent: the code of the text message stands at the claim, for the desk to see. */
static char *
read_code (Fixture *fixture)
{
  g_autofree char *words = NULL;
  const char *digits;

  become (fixture, 0);
  /* a copy: the list may be filled anew while the picture is taken */
  WAIT_UNTIL ((words = g_strdup (find_words (in_page (fixture, "messages_list"), "Code"))) != NULL);
  show_tab (fixture, "contacts");
  keep_part (fixture, "messages_list", "nachrichten");
  for (digits = strstr (words, ": "); digits != NULL; digits = strstr (digits + 2, ": "))
    if (g_ascii_isdigit (digits[2]))
      return g_strndup (digits + 2, strspn (digits + 2, "0123456789 "));
  return NULL;
}

static void
accept (Fixture *fixture)
{
  g_autofree char *code = NULL;

  /* the page that waits finds the offer by itself */
  g_assert_true (velo_browser_wait (fixture->browser, "document.querySelector(\"a[href='/claim/account']\")"));
  g_assert_true (velo_browser_wait (fixture->browser, "document.body.textContent.includes('1.234,50')"));
  keep_phone (fixture, "kunde-angebot");
  velo_browser_click (fixture->browser, "a[href='/claim/account']");
  g_assert_true (velo_browser_wait (fixture->browser, "document.getElementById('iban')"));
  velo_browser_type (fixture->browser, "#holder", "Erika Sommer");
  velo_browser_type (fixture->browser, "#iban", IBAN);
  keep_phone (fixture, "kunde-konto");
  velo_browser_click (fixture->browser, "button[type=submit]");
  g_assert_true (velo_browser_wait (fixture->browser, "document.getElementById('code')"));
  keep_phone (fixture, "kunde-code");
  code = read_code (fixture);
  g_assert_nonnull (code);
  velo_browser_type (fixture->browser, "#code", code);
  velo_browser_click (fixture->browser, "button[type=submit]");
  g_assert_true (velo_browser_wait (fixture->browser, "location.pathname === '/claim'"));
  keep_phone (fixture, "kunde-angenommen");
}

/* The desk releases, and reads what the bank says. */
static void
pay (Fixture *fixture)
{
  g_autofree char *order = g_build_filename (fixture->folder, "order.xml", NULL);
  g_autofree char *report = g_build_filename (fixture->folder, "report.xml", NULL);
  g_autofree char *written = NULL;

  become (fixture, 0);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_ACCEPTED) && gtk_widget_get_mapped (in_page (fixture, "payout_group")));
  keep_part (fixture, "payout_group", "auszahlung");
  click_next (fixture, _("_Release Payout…"));
  confirm (_("Release the payout?"));
  velo_choose_file (order);
  WAIT_UNTIL (g_file_get_contents (order, &written, NULL, NULL) && *written != '\0');
  g_assert_nonnull (strstr (written, "<EndToEndId>" NUMBER));
  g_assert_nonnull (strstr (written, "1234.50"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAYOUT_ORDERED));
  g_assert_true (g_file_set_contents (report,
    "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'><BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry>"
    "<Amt Ccy='EUR'>1234.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><NtryDtls><TxDtls><Refs><EndToEndId>"
    NUMBER "</EndToEndId></Refs></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>", -1, NULL));
  velo_notice_hide (in_view (fixture, "notice"));
  click (in_view (fixture, "bank_button"));
  velo_choose_file (report);
  WAIT_UNTIL (velo_notice_get_revealed (in_view (fixture, "notice")));
  become (fixture, 0);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAID));
  keep_window (fixture, fixture->window, "bezahlt");
}

static gboolean
can_play (Fixture *fixture)
{
  if (fixture->browser == NULL)
    g_test_skip ("chromium and its driver are not installed");
  else if (g_strcmp0 (_("_Invite the Customer"), "_Invite the Customer") == 0)
    g_test_skip ("there is no German on this machine");
  else
    return TRUE;
  WAIT_UNTIL (is_working (fixture));
  return FALSE;
}

static void
test_whole_way (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *url = NULL;

  if (!can_play (fixture))
    return;
  take_claim (fixture);
  url = invite (fixture);
  log_in (fixture, url);
  send_photos (fixture);
  make_offer (fixture);
  accept (fixture);
  SKIP_WHERE_FILES_CANNOT_BE_OPENED ();
  pay (fixture);
  g_assert_true (velo_browser_wait (fixture->browser, "document.querySelector('h1').textContent === 'Betrag angewiesen'"));
  keep_phone (fixture, "kunde-betrag-angewiesen");
  /* the sales partner follows all of it, and sees neither photos nor the account */
  become (fixture, 3);
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "payout_group")));
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "photos_group")));
  g_assert_cmpstr (velo_claim_get_phone (get_claim (fixture)), ==, "");
  keep_window (fixture, fixture->window, "vertriebspartner");
}

typedef struct
{
  char *url;
  char *folder;
  GError *error;
  gboolean done;
} Played;

static void
played_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Played *played = user_data;

  played->url = velo_claims_desk_play_finish (VELO_CLAIMS_DESK (object), result, &played->folder, &played->error);
  played->done = TRUE;
}

static void
played_clear (Played *played)
{
  g_clear_pointer (&played->url, g_free);
  g_clear_pointer (&played->folder, g_free);
  g_clear_error (&played->error);
  played->done = FALSE;
}

static void
choose (Fixture    *fixture,
        const char *number)
{
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "no such claim");
  WAIT_UNTIL (gtk_list_box_get_row_at_index (in_view (fixture, "list"), 0) == NULL);
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), number);
  WAIT_UNTIL (gtk_list_box_get_row_at_index (in_view (fixture, "list"), 0) != NULL
              && gtk_list_box_get_row_at_index (in_view (fixture, "list"), 1) == NULL);
  g_signal_emit_by_name (in_view (fixture, "list"), "row-activated",
                         gtk_list_box_get_row_at_index (in_view (fixture, "list"), 0));
  WAIT_UNTIL (get_claim (fixture) != NULL && g_strcmp0 (velo_claim_get_number (get_claim (fixture)), number) == 0);
}

/* The customer can be played from every claim that has one invited: with a link of this start of the
 * service, and photographs of that vehicle. */
static void
test_play (Fixture       *fixture,
           gconstpointer  data)
{
  Played played = { NULL, NULL, NULL, FALSE };
  const char *uri;
  g_autofree char *photo = NULL;

  WAIT_UNTIL (is_working (fixture));
  choose (fixture, "26-1000002");
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "play_box")));
  velo_claims_desk_play_async (fixture->desk, get_claim (fixture), NULL, NULL, played_cb, &played);
  WAIT_UNTIL (played.done);
  g_assert_error (played.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (played.url);
  played_clear (&played);
  choose (fixture, "26-1000001");
  WAIT_UNTIL (gtk_widget_get_visible (in_page (fixture, "play_box")));
  velo_claims_desk_play_async (fixture->desk, get_claim (fixture), NULL, NULL, played_cb, &played);
  WAIT_UNTIL (played.done);
  g_assert_no_error (played.error);
  g_assert_nonnull (strstr (played.url, "/s/"));
  uri = strstr (played.url, "127.0.0.1:");
  g_assert_nonnull (uri);
  photo = g_strdup_printf ("%s/2 %s.jpg", played.folder, _("Mileage"));
  g_assert_true (g_file_test (photo, G_FILE_TEST_IS_REGULAR));
  played_clear (&played);
  /* a newer message has a newer link */
  velo_claims_desk_play_async (fixture->desk, get_claim (fixture), "Angebot: http://127.0.0.1:1/s/abc Bis morgen.", NULL,
                               played_cb, &played);
  WAIT_UNTIL (played.done);
  g_assert_true (g_str_has_suffix (played.url, "/s/abc"));
  g_assert_null (strstr (played.url, "127.0.0.1:1/"));
  played_clear (&played);
  /* closed in the meantime */
  velo_claims_desk_close (fixture->desk);
  velo_claims_desk_play_async (fixture->desk, get_claim (fixture), NULL, NULL, played_cb, &played);
  WAIT_UNTIL (played.done);
  g_assert_error (played.error, VELO_CLAIMS_DESK_ERROR, VELO_CLAIMS_DESK_ERROR_TRAINING);
  played_clear (&played);
}

/* Desktop and sample files name a photo in German as the customer's page does. */
static void
test_photo_words (void)
{
  g_autoptr(GBytes) data = g_resources_lookup_data (APPLICATION_PATH "/claims/texts-de.ini", G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                    NULL);
  g_autoptr(GKeyFile) page = g_key_file_new ();

  if (g_strcmp0 (_("_Invite the Customer"), "_Invite the Customer") == 0)
    {
      g_test_skip ("there is no German on this machine");
      return;
    }
  g_assert_nonnull (data);
  g_assert_true (g_key_file_load_from_bytes (page, data, G_KEY_FILE_NONE, NULL));
  for (guint i = 0; velo_sample_photo_slots[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat ("t-slot-", velo_sample_photo_slots[i], NULL);
      g_autofree char *words = g_key_file_get_string (page, "texts", key, NULL);

      g_assert_cmpstr (velo_claims_photos_get_words (velo_sample_photo_slots[i]), ==, words);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *catalogues = g_strdup (g_getenv ("VELO_CATALOGUES"));

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dress ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_add_func ("/desktop/claims-together/photo-words", test_photo_words);
  g_test_add ("/desktop/claims-together/play", Fixture, NULL, set_up, test_play, tear_down);
  g_test_add ("/desktop/claims-together/whole-way", Fixture, NULL, set_up, test_whole_way, tear_down);
  return g_test_run ();
}
