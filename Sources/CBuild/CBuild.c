#include "CBuild.h"

#ifndef RUSHES_COMMIT
#define RUSHES_COMMIT ""
#endif

const char *rushes_build_commit(void) {
    return RUSHES_COMMIT;
}
