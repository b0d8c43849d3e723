#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files with the memory of a program that has crashed: they would hold the token.
enum CoreDumps {
    /// From now on none is written, of this program or of those that it starts.
    static func forbid() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        #if canImport(Glibc)
            let limit = __rlimit_resource_t(RLIMIT_CORE.rawValue)
        #else
            let limit = RLIMIT_CORE
        #endif
        // To lower a limit is never refused.
        _ = setrlimit(limit, &none)
    }
}
