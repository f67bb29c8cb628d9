/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloArticleText:
 * @maker: (nullable): the maker
 * @maker_is_known: whether it is in the list of makers, not only a likely word
 * @maker_is_labelled: whether it stands behind "Marke:"
 * @model: (nullable): the model
 * @colour: (nullable): the colour
 * @size: (nullable): size of frame, else of the wheels
 * @model_year: (nullable): four digits
 * @used: (nullable): the words that say that it is not new
 *
 * What the words of an article's name say.
 */
typedef struct
{
  char    *maker;
  gboolean maker_is_known;
  gboolean maker_is_labelled;
  char    *model;
  char    *colour;
  char    *size;
  char    *model_year;
  char    *used;
} VeloArticleText;

typedef struct _VeloArticleParser VeloArticleParser;

VeloArticleParser *velo_article_parser_new (void);
void               velo_article_parser_free (VeloArticleParser *self);
VeloArticleText   *velo_article_parser_parse (VeloArticleParser *self, const char *text);
VeloArticleText   *velo_article_parser_parse_lock (VeloArticleParser *self, const char *text);
void               velo_article_text_free (VeloArticleText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloArticleParser, velo_article_parser_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloArticleText, velo_article_text_free)

G_END_DECLS
