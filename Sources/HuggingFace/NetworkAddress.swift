/// What a host is, judged by its text alone; nothing is looked up.
enum NetworkAddress {
    /// Whether a host is this machine: `localhost`, names below it, `127.0.0.0/8`, `::1`.
    static func isLoopback(_ host: String) -> Bool {
        let host = bare(host)
        if host == "localhost" || host.hasSuffix(".localhost") { return true }
        if let bytes = IPv4Text.bytes(host) { return bytes[0] == 127 }
        guard let groups = IPv6Text.groups(host) else { return false }
        if let bytes = mappedIPv4(groups) { return bytes[0] == 127 }
        return groups == [0, 0, 0, 0, 0, 0, 0, 1]
    }

    /// Whether a host is one that the open Internet cannot have: this machine, private networks, link-local
    /// addresses (cloud metadata among them), multicast, and names that only exist in such networks.
    static func isPrivate(_ host: String) -> Bool {
        let name = bare(host)
        if isLoopback(name) { return true }
        if let bytes = IPv4Text.bytes(name) { return isPrivate(bytes) }
        if let groups = IPv6Text.groups(name) { return isPrivate(groups) }
        if name.contains(":") { return true }
        return !name.contains(".")
            || [".local", ".internal", ".lan", ".home.arpa"].contains { name.hasSuffix($0) }
    }

    /// The special ranges of RFC 6890 that are not globally reachable.
    private static func isPrivate(_ bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (192, 168): true
        case (100, 64...127), (172, 16...31), (198, 18...19): true
        case (192, 0): [0, 2].contains(bytes[2])
        case (198, 51): bytes[2] == 100
        case (203, 0): bytes[2] == 113
        case (224..., _): true
        default: false
        }
    }

    private static func isPrivate(_ groups: [UInt16]) -> Bool {
        if let bytes = mappedIPv4(groups) { return isPrivate(bytes) }
        if groups.dropLast().allSatisfy({ $0 == 0 }) { return true }
        switch groups[0] {
        // Ways around the IPv4 addresses above: 6to4 holds one, Teredo hides one, and NAT64 has networks of its own.
        case 0x2002: return isPrivate(groups[1...2].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
        case 0x2001 where groups[1] == 0: return true
        case 0x64 where groups[1] == 0xFF9B && groups[2] == 1: return true
        // Local by name: discarded, documented, unique local, link-local, the old site-local, multicast.
        case 0x100 where groups[1...3].allSatisfy { $0 == 0 }: return true
        case 0x2001 where groups[1] == 0xDB8: return true
        case 0xFC00...0xFDFF, 0xFE80...0xFEFF, 0xFF00...: return true
        default: return false
        }
    }

    /// The IPv4 address inside a mapped (`::ffff:0:0/96`), translated (`::ffff:0:0:0/96`, RFC 2765), compatible or
    /// NAT64 (`64:ff9b::/96`) IPv6 address.
    private static func mappedIPv4(_ groups: [UInt16]) -> [UInt8]? {
        let prefix = Array(groups.prefix(6))
        let isMapped =
            [[0, 0, 0, 0, 0, 0xFFFF], [0, 0, 0, 0, 0xFFFF, 0], [0x64, 0xFF9B, 0, 0, 0, 0]].contains(prefix)
        let isCompatible = prefix.allSatisfy { $0 == 0 } && groups[6] != 0
        guard isMapped || isCompatible else { return nil }
        return groups.suffix(2).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    /// The host in lower case, without brackets, zone and final dot.
    private static func bare(_ host: String) -> String {
        var host = Substring(host.lowercased())
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        if host.contains(":"), let zone = host.firstIndex(of: "%") { host = host[..<zone] }
        if host.hasSuffix(".") { host = host.dropLast() }
        return String(host)
    }
}

/// IPv4 addresses in every spelling that `getaddrinfo` takes: dotted, short, hexadecimal, octal.
enum IPv4Text {
    static func bytes(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count) else { return nil }
        let numbers = parts.compactMap(number)
        guard numbers.count == parts.count, let last = numbers.last else { return nil }
        let lastBits = UInt64(8 * (5 - parts.count))
        guard numbers.dropLast().allSatisfy({ $0 < 256 }), last < 1 << lastBits else { return nil }
        var value = last
        for (index, number) in numbers.dropLast().enumerated() { value |= number << UInt64(24 - 8 * index) }
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt64($0)) }
    }

    private static func number(_ part: Substring) -> UInt64? {
        guard part.first?.isASCII == true, part.first?.isNumber == true, part.count <= 16 else { return nil }
        if part.hasPrefix("0x") { return UInt64(part.dropFirst(2), radix: 16) }
        if part.hasPrefix("0"), part.count > 1 { return UInt64(part.dropFirst(), radix: 8) }
        return UInt64(part)
    }
}

/// IPv6 addresses as eight groups.
enum IPv6Text {
    static func groups(_ text: String) -> [UInt16]? {
        guard text.contains(":"), text.utf8.count <= 45 else { return nil }
        let halves = split(text)
        guard halves.count <= 2, let head = words(halves[0]) else { return nil }
        guard halves.count == 2 else { return head.count == 8 ? head : nil }
        guard let tail = words(halves[1]), head.count + tail.count <= 7 else { return nil }
        return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    /// The text before and after each `::`.
    private static func split(_ text: String) -> [Substring] {
        var halves: [Substring] = []
        var rest = Substring(text)
        while let range = rest.firstRange(of: "::") {
            halves.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return halves + [rest]
    }

    private static func words(_ text: Substring) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var words: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains("."), let bytes = IPv4Text.bytes(String(part)) {
                words += [UInt16(bytes[0]) << 8 | UInt16(bytes[1]), UInt16(bytes[2]) << 8 | UInt16(bytes[3])]
            } else if part.count <= 4, let word = UInt16(part, radix: 16), part.first != "+" {
                words.append(word)
            } else {
                return nil
            }
        }
        return words
    }
}
