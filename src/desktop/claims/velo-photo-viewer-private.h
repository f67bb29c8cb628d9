/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-photo-cache.h"
#include "velo-photo-canvas.h"
#include "velo-photo-thumb.h"
#include "velo-photo-viewer.h"

G_BEGIN_DECLS

/* Callbacks hold a reference to the viewer and look whether it is disposed. */
struct _VeloPhotoViewer
{
  AdwBin parent_instance;

  GtkStack *stack;
  VeloPhotoCanvas *canvas;
  GtkLabel *percent_label;
  GtkWidget *zoom_out_button;
  GtkWidget *zoom_in_button;
  GtkWidget *fit_button;
  GtkWidget *left_button;
  GtkWidget *right_button;
  GtkToggleButton *draw_button;
  GtkWidget *request_button;
  GtkWidget *other_button;
  GtkLabel *trouble_label;
  GtkWidget *retry_button;
  GtkLabel *caption_label;
  GtkBox *flags_box;
  GtkWidget *marks_window;
  GtkListBox *marks_list;
  GtkWidget *strip_window;
  GtkBox *strip;

  VeloClaimsClient *client;  /* (owned) (nullable) */
  VeloPhotoCache *cache;     /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the claim that is shown */
  VeloClaim *claim;          /* (owned) (nullable): as it was last seen */
  GPtrArray *photos;         /* (owned) (nullable) (element-type VeloClaimsPhoto) */
  GPtrArray *requests;       /* (owned) (nullable) (element-type VeloClaimsPhotoRequest) */
  GHashTable *troubles;      /* (owned) (element-type utf8 utf8): by photo, why it cannot be shown */
  GHashTable *loading;       /* (owned) (element-type utf8): photos that are on their way */
  char *shown;               /* (owned) (nullable): photo that is large */
  char *shown_slot;          /* (owned) (nullable): its slot, or the one that is missing */
  char *wanted_area;         /* (owned) (nullable): zoomed to when the photo is there */
  char *asked_slot;          /* (owned) (nullable): what the customer is asked for */
  GHashTable *unsaved;       /* (owned) (element-type utf8): photos whose views are not stored yet */
  GHashTable *stored;        /* (owned) (element-type utf8 VeloPhotoView): by photo, as the service has it */
  char *saving;              /* (owned) (nullable): photo whose view is on its way */
  char *claim_id;            /* (owned) (nullable) */
  guint save_id;
  guint poll_id;
  gboolean editable;
  gboolean disposed;
};

enum
{
  VELO_PHOTO_VIEWER_LOADED,
  VELO_PHOTO_VIEWER_PLACE_CHANGED,
  VELO_PHOTO_VIEWER_CLAIM_CHANGED,
  VELO_PHOTO_VIEWER_FAILED,
  VELO_PHOTO_VIEWER_MARK_MOVED,
  VELO_PHOTO_VIEWER_N_SIGNALS
};

void             velo_photo_viewer_emit         (VeloPhotoViewer *self,
                                                 guint            signal,
                                                 const char      *first,
                                                 const char      *second,
                                                 const char      *third);
VeloClaimsPhoto *velo_photo_viewer_get_shown    (VeloPhotoViewer *self);
VeloClaimsPhoto *velo_photo_viewer_find         (VeloPhotoViewer *self,
                                                 const char      *id);
void             velo_photo_viewer_show_marks   (VeloPhotoViewer *self);
void             velo_photo_viewer_save_soon    (VeloPhotoViewer *self);
void             velo_photo_viewer_keep_views   (VeloPhotoViewer *self,
                                                 GPtrArray       *photos);
void             velo_photo_viewer_turn         (VeloPhotoViewer *self,
                                                 int              degrees);
void             velo_photo_viewer_connect      (VeloPhotoViewer *self);
void             velo_photo_viewer_show_turned  (VeloPhotoViewer *self);
void             velo_photo_viewer_update_actions (VeloPhotoViewer *self);
void             velo_photo_viewer_choose       (VeloPhotoViewer *self,
                                                 const char      *id,
                                                 const char      *slot);
void             velo_photo_viewer_take         (VeloPhotoViewer *self,
                                                 VeloClaimsAnswer *answer);
void             velo_photo_viewer_fail         (VeloPhotoViewer *self,
                                                 const GError    *error);
void             velo_photo_viewer_ask          (VeloPhotoViewer *self,
                                                 const char      *slot);
void             velo_photo_viewer_show_trouble (VeloPhotoViewer *self,
                                                 const char      *words,
                                                 gboolean         again);
void             velo_photo_viewer_show_picture (VeloPhotoViewer *self);
gboolean         velo_photo_viewer_load_shown   (VeloPhotoViewer *self);
void             velo_photo_viewer_load_next    (VeloPhotoViewer *self);
void             velo_photo_viewer_show_flags   (VeloPhotoViewer *self,
                                                 const VeloClaimsPhoto *photo);
void             velo_photo_viewer_fill_strip   (VeloPhotoViewer *self);
VeloPhotoThumb  *velo_photo_viewer_find_thumb   (VeloPhotoViewer *self,
                                                 const char      *id,
                                                 const char      *slot);

G_END_DECLS
