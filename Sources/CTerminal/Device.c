#define _GNU_SOURCE 1

#include "CTerminal.h"
#include "Internal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved_modes;
static volatile bool has_saved_modes;

static bool is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

bool ct_use_utf8_locale(void) {
    setlocale(LC_CTYPE, "");
    if (is_utf8()) return true;
    // An unset LANG is common over ssh, and the terminal behind it reads UTF-8 nearly always.
    static const char *const fallbacks[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
    for (size_t i = 0; i < sizeof fallbacks / sizeof *fallbacks; i++) {
        if (setlocale(LC_CTYPE, fallbacks[i]) && is_utf8()) return true;
    }
    return false;
}

bool ct_save_modes(void) {
    has_saved_modes = tcgetattr(STDIN_FILENO, &saved_modes) == 0;
    return has_saved_modes;
}

void ct_restore_modes(void) {
    if (!has_saved_modes) return;
    // A program in the background must not be stopped by this on its way out.
    sigset_t mask, old;
    sigemptyset(&mask);
    sigaddset(&mask, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &mask, &old);
    tcsetattr(STDIN_FILENO, TCSANOW, &saved_modes);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

bool ct_size(int32_t *columns, int32_t *rows) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return true;
}

bool ct_has_input(int32_t descriptor, bool *ended) {
    struct pollfd request = {.fd = descriptor, .events = POLLIN};
    if (poll(&request, 1, 0) <= 0) return false;
    int waiting = 0;
    bool readable = ioctl(descriptor, FIONREAD, &waiting) == 0 && waiting > 0;
    if (!readable && (request.revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL))) *ended = true;
    return readable;
}

void ct_write(int32_t descriptor, const void *bytes, int64_t count) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t written = write(descriptor, next, (size_t)count);
        if (written > 0) {
            next += written;
            count -= written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd request = {.fd = descriptor, .events = POLLOUT};
            poll(&request, 1, 1000);
        } else if (!(written < 0 && errno == EINTR)) {
            return;
        }
    }
}

// A file that is gone when it is closed: in memory where that can be had, since a disk may take milliseconds.
static int open_nameless(void) {
#ifdef MFD_CLOEXEC
    int file = memfd_create("terminal-errors", MFD_CLOEXEC);
    if (file >= 0 && fcntl(file, F_SETFL, O_APPEND) == 0) return file;
    if (file >= 0) close(file);
#endif
    char name[] = "/tmp/terminal-errors-XXXXXX";
    int log = mkostemp(name, O_APPEND | O_CLOEXEC);
    if (log >= 0) unlink(name);
    return log;
}

int32_t ct_redirect_errors(const char *path, int32_t *saved, int64_t *start) {
    int log;
    if (path) {
        log = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    } else {
        log = open_nameless();
    }
    if (log < 0) return -1;
    struct stat status;
    *start = fstat(log, &status) == 0 ? status.st_size : 0;
    *saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (*saved < 0 || dup2(log, STDERR_FILENO) < 0) {
        if (*saved >= 0) close(*saved);
        close(log);
        return -1;
    }
    return log;
}

void ct_restore_errors(int32_t saved, int32_t log) {
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(log);
}
