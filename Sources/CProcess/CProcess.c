#include "CProcess.h"

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#ifndef RUSHES_COMMIT
#define RUSHES_COMMIT ""
#endif

const char *rushes_build_commit(void) {
    return RUSHES_COMMIT;
}

void rushes_share_heaps(int32_t most) {
#ifdef __GLIBC__
    if (!getenv("MALLOC_ARENA_MAX")) mallopt(M_ARENA_MAX, most);
#endif
}
