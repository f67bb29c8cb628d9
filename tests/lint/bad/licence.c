/* A file without a licence. */
int velo_answer (void);
