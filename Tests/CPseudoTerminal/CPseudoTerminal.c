#define _GNU_SOURCE 1

#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static void close_others(void) {
    int most = (int)sysconf(_SC_OPEN_MAX);
    if (most < 0 || most > 4096) most = 4096;
    for (int descriptor = 3; descriptor < most; descriptor++) close(descriptor);
}

/// Only async-signal-safe calls: the parent has threads.
static void become(const char *path, char *const arguments[], char *const environment[], const char *folder,
                   const char *name) {
    for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setsid();
    int slave = open(name, O_RDWR);
    if (slave < 0) _exit(126);
    ioctl(slave, TIOCSCTTY, 0);
    dup2(slave, 0);
    dup2(slave, 1);
    dup2(slave, 2);
    close_others();
    if (folder && chdir(folder) != 0) _exit(126);
    execve(path, arguments, environment);
    // On the screen of the test that fails: why, as the number of the system.
    char why[] = "execve: errno    \n";
    why[14] = (char)('0' + errno / 100 % 10);
    why[15] = (char)('0' + errno / 10 % 10);
    why[16] = (char)('0' + errno % 10);
    if (write(2, why, sizeof why - 1) < 0) _exit(126);
    _exit(127);
}

int cpty_spawn(const char *path, char *const arguments[], char *const environment[], const char *folder,
               uint16_t rows, uint16_t columns, pid_t *process) {
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0) return -errno;
    char name[128];
    if (grantpt(master) != 0 || unlockpt(master) != 0) return -errno;
#ifdef __linux__
    if (ptsname_r(master, name, sizeof name) != 0) return -errno;
#else
    strlcpy(name, ptsname(master), sizeof name);
#endif
    fcntl(master, F_SETFD, FD_CLOEXEC);
    cpty_resize(master, rows, columns);
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    pid_t child = fork();
    if (child == 0) become(path, arguments, environment, folder, name);
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    if (child < 0) {
        close(master);
        return -error;
    }
    fcntl(master, F_SETFL, O_NONBLOCK);
    *process = child;
    return master;
}

int cpty_resize(int master, uint16_t rows, uint16_t columns) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(master, TIOCSWINSZ, &size);
}

pid_t cpty_foreground(int master) { return tcgetpgrp(master); }

static void use_utf8(void) {
    if (!setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "UTF-8");
}

int cpty_width(uint32_t scalar) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, use_utf8);
    return wcwidth((wchar_t)scalar);
}
