// What Swift cannot ask or tell its own process.

#ifndef CPROCESS_H
#define CPROCESS_H

#include <stdint.h>

/// The commit that a release was built from, with `+` when there were changes beside it; empty in other builds.
const char *rushes_build_commit(void);

/// Has the program's threads share so many heaps at most. Else glibc gives each new thread one of its own, up to eight for a
/// core (mallopt(3), `M_ARENA_MAX`), and what one of them has freed is of no use to the others. Counts once, before there is
/// a second thread. Does nothing where heaps are not glibc's, or where `MALLOC_ARENA_MAX` says how many there are to be.
void rushes_share_heaps(int32_t most);

#endif
