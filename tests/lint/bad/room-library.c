/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint: as src/insurer/x.c */
#include <sqlite3.h>
