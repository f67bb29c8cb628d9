/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes XML whose bytes are ASCII, so that it reads the same whatever charset is assumed. */
typedef struct _VeloWertgarantieXml VeloWertgarantieXml;

VeloWertgarantieXml *velo_wertgarantie_xml_new    (const char          *declaration);
void                 velo_wertgarantie_xml_free   (VeloWertgarantieXml *self);
void                 velo_wertgarantie_xml_open   (VeloWertgarantieXml *self,
                                                   const char          *element);
void                 velo_wertgarantie_xml_close  (VeloWertgarantieXml *self);
void                 velo_wertgarantie_xml_text   (VeloWertgarantieXml *self,
                                                   const char          *element,
                                                   const char          *text);
void                 velo_wertgarantie_xml_option (VeloWertgarantieXml *self,
                                                   const char          *element,
                                                   const char          *text);
void                 velo_wertgarantie_xml_number (VeloWertgarantieXml *self,
                                                   const char          *element,
                                                   gint64               number);
void                 velo_wertgarantie_xml_amount (VeloWertgarantieXml *self,
                                                   const char          *element,
                                                   gint64               cents);
void                 velo_wertgarantie_xml_date   (VeloWertgarantieXml *self,
                                                   const char          *element,
                                                   const GDate         *date);
char                *velo_wertgarantie_xml_finish (VeloWertgarantieXml *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloWertgarantieXml, velo_wertgarantie_xml_free)

G_END_DECLS
