/* SPDX-License-Identifier: GPL-3.0-or-later */
void
velo_thing_read_async (VeloThing *self)
{
  GTask *task = g_task_new (self, NULL, NULL, NULL);

  g_task_return_boolean (task, TRUE);
}

gboolean
velo_thing_read_finish (VeloThing     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
