#define _GNU_SOURCE 1

#include "CTerminal.h"
#include "Internal.h"

#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

// ILL is a Swift trap on x86-64, TRAP is one on arm64.
static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
enum { crash_count = sizeof crashes / sizeof *crashes };
static struct sigaction former[crash_count];

static char leave_sequence[256];
static size_t leave_length;
static int terminal = -1, error_log = -1;
static off_t error_start;
static volatile sig_atomic_t armed;

/// Copies the end of the error log to the terminal, whose line ends need no carriage return any more.
static void copy_errors(void) {
    if (error_log < 0) return;
    enum { most = 65536 };
    char buffer[4096];
    off_t end = lseek(error_log, 0, SEEK_END);
    off_t from = end - error_start > most ? end - most : error_start;
    ssize_t count;
    while (from < end && (count = pread(error_log, buffer, sizeof buffer, from)) > 0) {
        if (write(terminal, buffer, (size_t)count) < 0) return;
        from += count;
    }
}

/// Only async-signal-safe calls. Returning runs the faulting instruction again, now under the former handler.
static void restore(int signal_number, siginfo_t *info, void *context) {
    (void)info, (void)context;
    for (int i = 0; i < crash_count; i++) sigaction(crashes[i], &former[i], NULL);
    if (armed) {
        armed = 0;
        if (write(STDOUT_FILENO, leave_sequence, leave_length) < 0) {}
        ct_restore_modes();
        copy_errors();
        if (error_log >= 0) dup2(terminal, STDERR_FILENO);
    }
    // These two may have been sent rather than caused, so they would not come again by themselves.
    if (signal_number == SIGABRT || info->si_code <= 0) raise(signal_number);
}

void ct_arm_crash_restore(const char *sequence, int32_t terminal_descriptor, int32_t log, int64_t start) {
    leave_length = strlen(sequence);
    if (leave_length >= sizeof leave_sequence) leave_length = sizeof leave_sequence - 1;
    memcpy(leave_sequence, sequence, leave_length);
    terminal = terminal_descriptor;
    error_log = log;
    error_start = start;
    if (!armed) {
        for (int i = 0; i < crash_count; i++) {
            ct_install(crashes[i], restore, SA_ONSTACK, &former[i]);
        }
    }
    armed = 1;
}

void ct_disarm_crash_restore(void) {
    if (!armed) return;
    armed = 0;
    for (int i = 0; i < crash_count; i++) sigaction(crashes[i], &former[i], NULL);
}
