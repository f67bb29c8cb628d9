/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-customer.h"
#include "velo-reading.h"
#include "velo-recogniser.h"

G_BEGIN_DECLS

void velo_customer_builder_build (const VeloReading     *reading,
                                  const VeloRecognition *recognition,
                                  VeloCustomer          *customer,
                                  GListStore            *findings);

G_END_DECLS
