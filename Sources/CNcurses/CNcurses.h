// ncurses with wide characters, as Swift sees it.
//
// ncurses is not thread-safe: the pragma puts each of its functions and globals on the main actor, so the
// compiler refuses a call from anywhere else. The system headers come first, to stay outside of it.

#ifndef CNCURSES_H
#define CNCURSES_H

#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>
#include <wchar.h>

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#define _XOPEN_SOURCE_EXTENDED 1

#pragma clang attribute push(                                                                        \
    __attribute__((swift_attr("@MainActor"))), apply_to = any(function, variable(is_global)))
#ifdef __APPLE__
#include <ncurses.h>
#include <term.h>
#else
#include <ncursesw/curses.h>
#include <ncursesw/term.h>
#endif
#pragma clang attribute pop

#endif
