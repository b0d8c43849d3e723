import Generations

/// Numbers and names as people read them.
package enum Strings {
    static let appName = "rushes"

    /// `1 run`, `4 runs`; a plural that is not made with an s is given.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
    }

    /// `fal-ai`, `fal-ai and replicate`, `fal-ai, replicate and wavespeed`.
    static func list(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }

    /// The host of an address, with its port when one is named.
    static func host(_ address: String) -> String {
        let rest = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
        let authority = rest.prefix { !"/?#".contains($0) }
        return String(authority.split(separator: "@").last ?? authority)
    }

    /// `4,812`.
    static func grouped(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: index))
            index -= 3
        }
        return number < 0 ? "-" + digits : digits
    }

    /// `740 B`, `3.1 MB`.
    static func bytes(_ bytes: Int64) -> String {
        switch bytes {
        case ..<1_000: "\(bytes) B"
        case ..<1_000_000: "\(tenths(Double(bytes) / 1e3)) kB"
        case ..<1_000_000_000: "\(tenths(Double(bytes) / 1e6)) MB"
        default: "\(tenths(Double(bytes) / 1e9)) GB"
        }
    }

    /// `3.1 of 7.4 MB`.
    static func bytes(_ bytes: Int64, of total: Int64?) -> String {
        guard let total, total > 0 else { return Self.bytes(bytes) }
        let whole = Self.bytes(total)
        let part = Self.bytes(min(bytes, total))
        let unit = whole.split(separator: " ").last ?? ""
        if part.hasSuffix(" \(unit)") { return "\(part.dropLast(unit.count + 1)) of \(whole)" }
        return "\(part) of \(whole)"
    }

    /// `5.1`, `7`.
    static func tenths(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return "?" }
        let tenths = Int((number * 10).rounded(.toNearestOrAwayFromZero))
        let sign = tenths < 0 ? "-" : ""
        return "\(sign)\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }

    /// `$0.12`, `$3.50`, `$0.0042`: to the cent, and below one as exactly as two digits tell.
    static func dollars(_ amount: Double) -> String {
        guard amount.isFinite, abs(amount) < 1e12 else { return "?" }
        let sign = amount < 0 ? "-" : ""
        let size = abs(amount)
        let digits = size >= 0.01 || size < 1e-6 ? 2 : size >= 0.001 ? 4 : 6
        let scale = digits == 2 ? 100 : digits == 4 ? 10_000 : 1_000_000
        let whole = Int((size * Double(scale)).rounded())
        let rest = String(whole % scale)
        return "\(sign)$\(grouped(whole / scale))." + String(repeating: "0", count: digits - rest.count)
            + rest
    }

    /// A number without a fraction that says nothing: `5`, `7.25`.
    static func number(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    }

    /// The last part of a path.
    static func fileName(_ path: String) -> String {
        String(path.split(separator: "/").last ?? Substring(path))
    }

    /// The address of a file, as terminals and browsers open it.
    package static func fileLink(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF")
        let escaped = path.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = byte < 128 && (scalar.properties.isAlphabetic || (48...57).contains(byte))
            if isPlain || "-._~/".unicodeScalars.contains(scalar) { return String(scalar) }
            return "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }
        return "file://" + escaped.joined()
    }

    /// A text as one argument of a POSIX shell.
    static func shellQuoted(_ text: String) -> String {
        let plain = text.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=@%+,".contains($0))
        }
        if plain, !text.isEmpty { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
            + "'"
    }
}
