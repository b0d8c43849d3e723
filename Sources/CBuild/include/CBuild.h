// What is known of the program only when it is built.

#ifndef CBUILD_H
#define CBUILD_H

/// The commit that a release was built from, with `+` when there were changes beside it; empty in other builds.
const char *rushes_build_commit(void);

#endif
