/// What one part of a divided rectangle asks for, in rows or columns.
package enum Constraint: Hashable, Sendable {
    /// Exactly so many, as long as there is room.
    case fixed(Int)
    /// So many if there is room, and a share of what is left over, as `fill` with a weight of one.
    case atLeast(Int)
    /// A share of what the others leave, by weight.
    case fill(weight: Int)

    /// A share of weight one.
    package static let fill = Constraint.fill(weight: 1)

    var minimum: Int {
        switch self {
        case .fixed(let length), .atLeast(let length): max(0, length)
        case .fill: 0
        }
    }

    var weight: Int {
        switch self {
        case .fixed: 0
        case .atLeast: 1
        case .fill(let weight): max(0, weight)
        }
    }
}
