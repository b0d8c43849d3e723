#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1

#include "CTerminal.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#ifdef __APPLE__
#include <ncurses.h>
#include <term.h>
#else
#include <ncursesw/curses.h>
#include <ncursesw/term.h>
#endif

const uint32_t ct_bold = A_BOLD, ct_dim = A_DIM, ct_underline = A_UNDERLINE, ct_reverse = A_REVERSE;
#ifdef A_ITALIC
const uint32_t ct_italic = A_ITALIC;
#else
const uint32_t ct_italic = 0;
#endif

const int32_t ct_key_function = KEY_F0, ct_key_mouse = KEY_MOUSE, ct_key_resize = KEY_RESIZE;

static SCREEN *screen;

bool ct_open(void) {
    use_env(FALSE);
    use_tioctl(TRUE);
    // ncurses ignores SIGTSTP while it draws (doupdate, lib_tstp.c), so that a stop in that moment is lost. It leaves
    // the signal alone for good when it is not at its default here; we catch it ourselves.
    struct sigaction ignored = {.sa_handler = SIG_IGN}, former;
    sigaction(SIGTSTP, &ignored, &former);
    screen = newterm(NULL, stdout, stdin);
    sigaction(SIGTSTP, &former, NULL);
    return screen != NULL;
}

void ct_close(void) {
    if (screen) delscreen(screen);
    screen = NULL;
}

static bool make_cell(cchar_t *out, const CTCell *cell) {
    wchar_t text[CCHARW_MAX + 1];
    int length = 0;
    while (length < CCHARW_MAX && length < 5 && cell->scalars[length]) {
        text[length] = (wchar_t)cell->scalars[length];
        length++;
    }
    if (length == 0) text[length++] = L' ';
    text[length] = 0;
    int pair = cell->pair;
#if NCURSES_EXT_COLORS
    return setcchar(out, text, cell->attributes, (short)pair, &pair) == OK;
#else
    return setcchar(out, text, cell->attributes, (short)pair, NULL) == OK;
#endif
}

bool ct_put_row(int32_t y, const CTCell *cells, int32_t count) {
    if (y < 0 || y >= getmaxy(stdscr) || wmove(stdscr, y, 0) == ERR) return false;
    wclrtoeol(stdscr);
    if (count <= 0) return true;
    cchar_t row[count];
    CTCell replacement = {{'?'}, 0, 0};
    for (int32_t i = 0; i < count; i++) {
        if (!make_cell(&row[i], &cells[i])) make_cell(&row[i], &replacement);
    }
    return mvwadd_wchnstr(stdscr, y, 0, row, count) == OK;
}

bool ct_define_pair(int32_t pair, int32_t foreground, int32_t background) {
#if NCURSES_EXT_COLORS
    return init_extended_pair(pair, foreground, background) == OK;
#else
    if (pair > INT16_MAX || foreground > INT16_MAX || background > INT16_MAX) return false;
    return init_pair((short)pair, (short)foreground, (short)background) == OK;
#endif
}

void ct_forget_pairs(void) {
#if NCURSES_EXT_COLORS
    reset_color_pairs();
#else
    clearok(curscr, TRUE);
#endif
}

void ct_listen_to_mouse(bool on) {
    mmask_t wanted = BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED;
#ifdef BUTTON5_PRESSED
    wanted |= BUTTON5_PRESSED;
#endif
    mousemask(on ? wanted : 0, NULL);
    mouseinterval(0);
}

CTMouseKind ct_read_mouse(int32_t *x, int32_t *y) {
    MEVENT report;
    if (getmouse(&report) != OK) return ct_mouse_none;
    *x = report.x;
    *y = report.y;
#ifdef BUTTON5_PRESSED
    if (report.bstate & BUTTON5_PRESSED) return ct_mouse_wheel_down;
#endif
    if (report.bstate & BUTTON4_PRESSED) return ct_mouse_wheel_up;
    if (report.bstate & BUTTON1_PRESSED) return ct_mouse_pressed;
    if (report.bstate & BUTTON1_RELEASED) return ct_mouse_released;
    return ct_mouse_none;
}

bool ct_has_string(const char *name) {
    const char *value = tigetstr((char *)name);
    return value != NULL && value != (char *)-1 && *value != 0;
}
