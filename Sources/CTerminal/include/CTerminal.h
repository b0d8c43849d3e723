// What the driver needs of C: values that curses hides in macros, calls that Swift cannot make, and
// everything that runs inside a signal handler.

#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdbool.h>
#include <stdint.h>

#define CT_MAIN_ACTOR __attribute__((swift_attr("@MainActor")))

// MARK: Curses

extern const uint32_t ct_bold, ct_dim, ct_italic, ct_underline, ct_reverse;

/// The first code of a function key (KEY_F(0)), the mouse report and the resize report.
extern const int32_t ct_key_function, ct_key_mouse, ct_key_resize;

/// One column or two: a spacing character and up to four combining marks, ended by 0.
typedef struct {
    uint32_t scalars[5];
    uint32_t attributes;
    int32_t pair;
} CTCell;

/// Opens the terminal that TERM names on standard input and output. The size in LINES and COLUMNS is ignored.
CT_MAIN_ACTOR bool ct_open(void);

/// Frees what ct_open made. Call after endwin.
CT_MAIN_ACTOR void ct_close(void);

/// Puts cells on a row from the left edge on and blanks the rest of it.
CT_MAIN_ACTOR bool ct_put_row(int32_t y, const CTCell *cells, int32_t count);

/// Defines a colour pair; -1 is the terminal's own colour.
CT_MAIN_ACTOR bool ct_define_pair(int32_t pair, int32_t foreground, int32_t background);

/// Forgets all colour pairs; the screen is drawn whole with the next refresh.
CT_MAIN_ACTOR void ct_forget_pairs(void);

/// Asks for reports of presses and wheel turns, or for none.
CT_MAIN_ACTOR void ct_listen_to_mouse(bool on);

typedef enum {
    ct_mouse_none,
    ct_mouse_pressed,
    ct_mouse_released,
    ct_mouse_wheel_up,
    ct_mouse_wheel_down
} CTMouseKind;

/// The mouse report that was just read.
CT_MAIN_ACTOR CTMouseKind ct_read_mouse(int32_t *x, int32_t *y);

/// Whether the terminal description has the string capability.
CT_MAIN_ACTOR bool ct_has_string(const char *name);

// MARK: The terminal device

/// Whether locale settings give UTF-8, if need be by taking C.UTF-8 in place of a locale that is not.
bool ct_use_utf8_locale(void);

/// Saves the modes of the terminal on standard input, to be restored by ct_restore_modes and by a crash.
bool ct_save_modes(void);
void ct_restore_modes(void);

/// The size that the terminal on standard output reports; false when it does not know.
bool ct_size(int32_t *columns, int32_t *rows);

/// Whether the descriptor has input to read; at its end, *ended is set.
bool ct_has_input(int32_t descriptor, bool *ended);

/// Writes all bytes, waiting as long as it takes.
void ct_write(int32_t descriptor, const void *bytes, int64_t count);

// MARK: Signals

/// Catches WINCH, TSTP, CONT, TERM, INT, HUP and QUIT; each writes its number as one byte to a pipe, whose
/// reading end is returned (-1 if it cannot be made).
int32_t ct_catch_signals(void);

/// Gives the signals back to whom they were before, and closes the pipe.
void ct_release_signals(void);

/// Stops this program as an uncaught SIGTSTP would; returns when it goes on.
void ct_stop(void);

/// Ends this program by the default action of a signal, so that its parent sees why.
_Noreturn void ct_end_by(int32_t signal_number);

// MARK: Crashes

/// From now on a crash writes this sequence, restores the saved modes, copies what came to `error_log` since
/// its `start` to `terminal`, and then takes its usual way. Sequences longer than 255 bytes are cut.
void ct_arm_crash_restore(const char *sequence, int32_t terminal, int32_t error_log, int64_t start);
void ct_disarm_crash_restore(void);

/// Sends standard error to a file (created, appended to), or to an unnamed one when `path` is null. Returns a
/// descriptor that can read it, -1 if that fails; *saved is the former standard error, *start the file's
/// length.
int32_t ct_redirect_errors(const char *path, int32_t *saved, int64_t *start);
void ct_restore_errors(int32_t saved, int32_t log);

#endif
