/// Takes a JSON object or list apart without losing the order of its members, which decoders do not keep. Its
/// input is JSON that has been decoded before, so that nothing is checked here.
enum JSONMembers {
    /// An object's members in their order; empty for anything else.
    static func members(of bytes: ArraySlice<UInt8>) -> [(key: String, value: ArraySlice<UInt8>)] {
        parts(of: bytes, in: (UInt8(ascii: "{"), UInt8(ascii: "}"))).compactMap { part in
            var reader = JSONStringReader()
            var key: [UInt8] = []
            guard let quote = part.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
            var index = part.index(after: quote)
            while index < part.endIndex, !reader.take(part[index], into: &key) { index += 1 }
            guard let colon = part[index...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
            return (String(decoding: key, as: UTF8.self), part[(colon + 1)...])
        }
    }

    /// A list's elements; empty for anything else.
    static func elements(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        parts(of: bytes, in: (UInt8(ascii: "["), UInt8(ascii: "]")))
    }

    /// What stands between a pair of brackets, split at its own commas.
    private static func parts(
        of bytes: ArraySlice<UInt8>,
        in brackets: (open: UInt8, close: UInt8)
    ) -> [ArraySlice<UInt8>] {
        guard let start = bytes.firstIndex(where: { !isSpace($0) }), bytes[start] == brackets.open else {
            return []
        }
        var parts: [ArraySlice<UInt8>] = []
        var walk = Walk()
        var begin = start + 1
        for index in bytes.indices.dropFirst(begin - bytes.startIndex) {
            let byte = bytes[index]
            let isOutside = walk.take(byte)
            let isEnd = isOutside && byte == brackets.close && walk.depth < 0
            guard isEnd || isOutside && byte == UInt8(ascii: ",") && walk.depth == 0 else { continue }
            let part = bytes[begin..<index]
            if part.contains(where: { !isSpace($0) }) { parts.append(part) }
            begin = index + 1
            if isEnd { break }
        }
        return parts
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        [0x20, 0x09, 0x0A, 0x0D].contains(byte)
    }

    /// Where a walk through JSON is.
    private struct Walk {
        var depth = 0
        private var isInString = false
        private var isEscaped = false

        /// Takes a byte; true when it stands outside of strings.
        mutating func take(_ byte: UInt8) -> Bool {
            guard !isInString else {
                if byte == UInt8(ascii: "\""), !isEscaped { isInString = false }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
                return false
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            return !isInString
        }
    }
}
