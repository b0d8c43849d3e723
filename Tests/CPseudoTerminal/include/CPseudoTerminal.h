// Programs on pseudo-terminals, for tests.

#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

#include <stdint.h>
#include <sys/types.h>

/// Starts a program as the leader of a session on a new terminal. Returns the master's descriptor,
/// non-blocking, or a negative errno.
int cpty_spawn(const char *path, char *const arguments[], char *const environment[], const char *folder,
               uint16_t rows, uint16_t columns, pid_t *process);

int cpty_resize(int master, uint16_t rows, uint16_t columns);

/// The process group in the foreground of the terminal.
pid_t cpty_foreground(int master);

/// The columns that the C library gives a character, -1 for none.
int cpty_width(uint32_t scalar);

#endif
