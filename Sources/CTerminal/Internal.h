// What the files of this target share.

#ifndef CTERMINAL_INTERNAL_H
#define CTERMINAL_INTERNAL_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>

/// Installs a handler and keeps the former one in *old.
static inline void ct_install(int signal_number, void (*handler)(int, siginfo_t *, void *), int flags,
                              struct sigaction *old) {
    struct sigaction action = {.sa_flags = SA_SIGINFO | flags};
    action.sa_sigaction = handler;
    sigemptyset(&action.sa_mask);
    sigaction(signal_number, &action, old);
}

/// Gives a signal its default action and lets it through to this thread.
static inline void ct_make_default(int signal_number, struct sigaction *old, sigset_t *old_mask) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    sigaction(signal_number, &action, old);
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, signal_number);
    pthread_sigmask(SIG_UNBLOCK, &mask, old_mask);
}

#endif
