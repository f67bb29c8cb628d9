/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-decimal.h"
#include "velo-xml-tree.h"

G_BEGIN_DECLS

/**
 * VeloReadingSyntax:
 * @VELO_READING_SYNTAX_CII_1: ZUGFeRD 1.0
 * @VELO_READING_SYNTAX_CII: CII D16B: ZUGFeRD 2, Factur-X, XRechnung
 * @VELO_READING_SYNTAX_UBL: UBL invoice or credit note
 * @VELO_READING_SYNTAX_EBINTERFACE: ebInterface
 * @VELO_READING_SYNTAX_TEXT: text layer of a PDF
 *
 * How the invoice is written.
 */
typedef enum
{
  VELO_READING_SYNTAX_CII_1,
  VELO_READING_SYNTAX_CII,
  VELO_READING_SYNTAX_UBL,
  VELO_READING_SYNTAX_EBINTERFACE,
  VELO_READING_SYNTAX_TEXT
} VeloReadingSyntax;

/**
 * VeloReadingParty:
 *
 * A party as written; every text is %NULL if not stated.
 */
typedef struct
{
  gboolean is_present;
  char    *name;
  char    *trading_name;
  char    *vat_id;
  char    *salutation;
  char    *contact;
  char    *department;
  char    *street;
  char    *street2;
  char    *street3;
  char    *pobox;
  char    *postcode;
  char    *city;
  char    *country;
  char    *country_text;
  char    *phone;
  char    *email;
} VeloReadingParty;

/**
 * VeloReadingAttribute:
 *
 * A labelled value of a line.
 */
typedef struct
{
  char *name;
  char *value;
} VeloReadingAttribute;

/**
 * VeloReadingLine:
 *
 * A position as written; every text is %NULL if not stated.
 */
typedef struct
{
  char       *path; /* of the element */
  char       *id;
  char       *parent;
  char       *status_reason;
  char       *description;
  char       *detail;
  char       *note;
  char       *quantity;
  char       *unit;
  char       *unit_price;
  char       *base_quantity;
  char       *net;
  char       *vat_rate;
  char       *vat_category;
  char       *seller_item_id;
  char       *gtin;
  char       *brand;
  char       *model;
  GPtrArray  *serials;    /* char * */
  GPtrArray  *batches;    /* char * */
  GPtrArray  *attributes; /* VeloReadingAttribute * */
  VeloDecimal adjustment; /* charges less allowances of the line */
  VeloDecimal gross;      /* where the syntax states it */
} VeloReadingLine;

/**
 * VeloReadingPaths:
 *
 * Where a syntax keeps the texts of a line, for showing where a value is from.
 */
typedef struct
{
  const char *description;
  const char *detail;
  const char *note;
  const char *serial;
  const char *attribute;
  const char *brand;
  const char *model;
  const char *buyer;
  const char *ship_to;
  const char *seller_contact;
  const char *notes;
  const char *number;
  const char *date;
  const char *gross;
} VeloReadingPaths;

/**
 * VeloReading:
 *
 * An invoice as it is written, in one form for all syntaxes. "Not stated" is
 * %NULL, or a number that is not set. Not changed once it has been read.
 */
typedef struct _VeloReading
{
  gboolean                from_pdf;
  struct _VeloReading    *printed; /* the print of a PDF whose data has no lines */
  GPtrArray              *rows;    /* VeloPdfRow *, of what is printed, or NULL */
  char                   *attachment;
  char                   *attachment_sha256;
  char                   *xml_sha256;
  GPtrArray              *other_attachments; /* char * */
  VeloReadingSyntax       syntax;
  const VeloReadingPaths *paths;
  char                   *format;
  char                   *syntax_name;
  char                   *profile;
  char                   *guideline;
  char                   *business_process;
  char                   *test_indicator;

  char       *number;
  char       *date; /* ISO */
  char       *delivery_date;
  char       *type_code;
  const char *document_type;
  char       *title;
  char       *currency;
  gboolean    currency_from_amount;
  GPtrArray  *preceding; /* char * */
  GPtrArray  *related;   /* char *, invoices named for another reason; or NULL */
  gboolean    cancels;
  char       *duplicate;
  GPtrArray  *notes;      /* char * */
  GPtrArray  *side_notes; /* char *, payment terms and reasons of exemption */
  GPtrArray  *vat_rates;  /* char *, of the VAT breakdown */

  VeloReadingParty seller;
  VeloReadingParty buyer;
  VeloReadingParty ship_to;

  GPtrArray *lines;          /* VeloReadingLine * */
  GPtrArray *below_the_line; /* VeloReadingAttribute * */

  VeloDecimal line_total;
  VeloDecimal charge_total;
  VeloDecimal allowance_total;
  VeloDecimal net;
  VeloDecimal vat;
  VeloDecimal gross;
  VeloDecimal prepaid;
  VeloDecimal rounding;
  VeloDecimal due;

  gboolean   is_reversal;
  GPtrArray *missing;  /* const char * */
  GPtrArray *warnings; /* char * */
} VeloReading;

VeloReading     *velo_reading_new (VeloReadingSyntax syntax);
void             velo_reading_free (VeloReading *reading);
VeloReadingLine *velo_reading_add_line (VeloReading *reading, const char *element);
void             velo_reading_add_attribute (GPtrArray *attributes, char *name, char *value);
void             velo_reading_finish (VeloReading *reading);
const char      *velo_reading_document_type (const char *type_code);
gboolean         velo_reading_line_gross (const VeloReadingLine *line, gint64 *cents);
gboolean         velo_reading_line_unit_gross (const VeloReadingLine *line, gint64 *cents);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloReading, velo_reading_free)

G_END_DECLS
