#define _GNU_SOURCE 1

#include "CTerminal.h"
#include "Internal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

static const int caught[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGINT, SIGHUP, SIGQUIT};
enum { caught_count = sizeof caught / sizeof *caught };
static struct sigaction former[caught_count];
static int ends[2] = {-1, -1};

static void note_signal(int signal_number, siginfo_t *info, void *context) {
    (void)info, (void)context;
    int error = errno;
    unsigned char byte = (unsigned char)signal_number;
    // A full pipe already holds enough to wake the reader.
    if (write(ends[1], &byte, 1) < 0) {}
    errno = error;
}

int32_t ct_catch_signals(void) {
    if (pipe(ends) != 0) return -1;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    for (int i = 0; i < caught_count; i++) ct_install(caught[i], note_signal, SA_RESTART, &former[i]);
    return ends[0];
}

void ct_release_signals(void) {
    if (ends[0] < 0) return;
    for (int i = 0; i < caught_count; i++) sigaction(caught[i], &former[i], NULL);
    // The reading end belongs to the caller, who may still have a dispatch source on it.
    close(ends[1]);
    ends[0] = ends[1] = -1;
}

void ct_stop(void) {
    struct sigaction stop, go_on;
    sigset_t mask, ignored;
    ct_make_default(SIGCONT, &go_on, &ignored);
    ct_make_default(SIGTSTP, &stop, &mask);
    // raise, not kill: in a threaded program kill can stop it later, on another thread.
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &stop, NULL);
    sigaction(SIGCONT, &go_on, NULL);
}

void ct_end_by(int32_t signal_number) {
    struct sigaction old;
    sigset_t mask;
    ct_make_default(signal_number, &old, &mask);
    raise(signal_number);
    _exit(128 + signal_number);
}
