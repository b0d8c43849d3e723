/// The number by which people and programs call a generation; given by the library, shown as `#214`.
package struct GenerationID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: Int64

    package init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    package var description: String { "#\(rawValue)" }

    package static func < (left: GenerationID, right: GenerationID) -> Bool {
        left.rawValue < right.rawValue
    }
}
