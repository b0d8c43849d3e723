// What the sanitizers of `make sanitize` are told, also in the programs that tests start. Not in the program as it is shipped.

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)

// The signals of a crash are ours: the terminal is restored first.
#define CRASHES "handle_segv=0:handle_sigbus=0:handle_abort=0:handle_sigill=0:handle_sigfpe=0:handle_sigtrap=0"

#if __has_feature(address_sanitizer)

// Leaks are not looked for: Swift keeps marks in the spare bits of pointers, which are found nowhere then. That also goes for
// what ncurses keeps until the end.
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return CRASHES ":detect_leaks=0";
}

#endif

#if __has_feature(thread_sanitizer)

const char *__tsan_default_options(void);
const char *__tsan_default_options(void) {
    return CRASHES;
}

// The locks of Swift's own Mutex lie in the runtime, which is not instrumented on Linux, so that what one protects looks
// unprotected where nothing else orders it. By name only: a lock of swift-subprocess, and two of the tests.
const char *__tsan_default_suppressions(void);
const char *__tsan_default_suppressions(void) {
    return "race:_processMonitorState\n"
           "race:s11TestSupport14PseudoTerminal\n"
           "race:s11TestSupport13VirtualScreen\n";
}

#endif

#endif
#endif
