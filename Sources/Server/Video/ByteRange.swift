import HTTPTypes

/// Which part of a file a client wants (RFC 9110, 13 and 14).
enum ByteRange: Hashable, Sendable {
    case whole
    case part(ClosedRange<Int64>)
    /// The client has it already.
    case notModified
    /// Nothing of it is there.
    case unsatisfiable

    /// What the headers of a request ask for.
    init(_ headers: HTTPFields, bytes: Int64, tag: String, modified: String) {
        if Self.isKnown(headers, tag: tag, modified: modified) {
            self = .notModified
        } else if let range = headers[.range], Self.isSame(headers[.ifRange], tag: tag, modified: modified) {
            self = Self.range(range, bytes: bytes)
        } else {
            self = .whole
        }
    }

    private static func isKnown(_ headers: HTTPFields, tag: String, modified: String) -> Bool {
        let known = headers[values: .ifNoneMatch]
        guard known.isEmpty else {
            let tags = known.flatMap { $0.split(separator: ",") }.map(\.trimmingSpaces)
            return tags.contains { $0 == "*" || $0 == tag || $0 == "W/" + tag }
        }
        // The date is the one that we have told, or it is none of this file.
        return headers[.ifModifiedSince]?.trimmingSpaces == modified
    }

    /// Whether a part fits to what the client has; a date has to be exactly the file's.
    private static func isSame(_ condition: String?, tag: String, modified: String) -> Bool {
        guard let condition = condition?.trimmingSpaces else { return true }
        if condition.hasPrefix("\"") { return condition == tag }
        return condition == modified
    }

    /// One range; several, or what is none, get the whole.
    private static func range(_ header: String, bytes: Int64) -> ByteRange {
        let parts = header.split(separator: "=", maxSplits: 1).map(\.trimmingSpaces)
        guard parts.count == 2, parts[0].lowercased() == "bytes", !parts[1].contains(",") else {
            return .whole
        }
        let ends = parts[1].split(separator: "-", omittingEmptySubsequences: false).map(\.trimmingSpaces)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return .whole
        }
        switch (number(ends[0]), number(ends[1])) {
        case (nil, nil): return .whole
        case (nil, let count?):
            guard count > 0, bytes > 0 else { return .unsatisfiable }
            return .part(max(0, bytes - count)...(bytes - 1))
        case (let first?, let last):
            if let last, last < first { return .whole }
            guard first < bytes else { return .unsatisfiable }
            return .part(first...min(last ?? .max, bytes - 1))
        }
    }

    /// A number of digits, however many; nil for none.
    private static func number(_ digits: String) -> Int64? {
        digits.isEmpty ? nil : Int64(digits) ?? .max
    }
}
