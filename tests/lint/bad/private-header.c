/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint: as src/sales/x.c */
#include "velo-thing-private.h"
