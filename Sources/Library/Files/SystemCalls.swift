#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

// The calls whose names `FileSystem` uses for its own functions; a member's name would hide them there.

func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    open(path, flags, mode)
}

func systemClose(_ file: Int32) -> Int32 {
    close(file)
}

func systemLink(_ path: String, _ name: String) -> Int32 {
    link(path, name)
}

func systemRename(_ path: String, _ name: String) -> Int32 {
    rename(path, name)
}
