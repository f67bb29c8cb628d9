/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pictures of a claim show that plays itself; src/run shows these lines to who watches. */
#pragma once

#include <glib.h>

static inline const char *
velo_claims_steps_get_words (const char *name)
{
  static const struct { const char *name; const char *words; } steps[] = {
    { "schaden-aufnehmen", "Schadenannahme: Der Schaden wird aufgenommen. Ob er geeignet ist, steht sofort da." },
    { "geeignet", "Schadenannahme: Der Schaden ist für die Sofortregulierung geeignet." },
    { "einladung", "Schadenannahme: Die Einladung mit Link und QR-Code." },
    { "kunde-anmelden", "Kunde am Telefon: Anmeldung mit Schadennummer, Kennzeichen und Kilometerstand." },
    { "kunde-fotos", "Kunde am Telefon: Die Fotos, mit Zeichnungen, wie sie aussehen sollen." },
    { "kunde-fotos-gesendet", "Kunde am Telefon: Alle Fotos sind gesendet und geprüft." },
    { "kunde-wartet", "Kunde am Telefon: Bis wann das Angebot kommt." },
    { "sachverstaendiger-fotos", "Sachverständiger: Die Fotos sind da." },
    { "sachverstaendiger-kalkulation", "Sachverständiger: Die Kalkulation neben dem Foto, mit laufender Summe." },
    { "angebot-gemacht", "Sachverständiger: Das Angebot ist gemacht." },
    { "kunde-angebot", "Kunde am Telefon: Das Angebot, und wie es zustande kommt." },
    { "kunde-konto", "Kunde am Telefon: Kontoinhaber und IBAN." },
    { "kunde-code", "Kunde am Telefon: Der Code aus der SMS." },
    { "nachrichten", "Schadenannahme: Die Nachrichten an den Kunden." },
    { "kunde-angenommen", "Kunde am Telefon: Das Angebot ist angenommen." },
    { "auszahlung", "Schadenannahme: Die Auszahlung vor der Freigabe." },
    { "bezahlt", "Schadenannahme: Die Bank hat bestätigt, der Schaden ist bezahlt." },
    { "kunde-betrag-angewiesen", "Kunde am Telefon: Betrag angewiesen." },
    { "vertriebspartner", "Vertriebspartner: Der Stand jedes Schritts, ohne Fotos und Bankdaten." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].name, name))
      return steps[i].words;
  g_assert_not_reached ();
}
