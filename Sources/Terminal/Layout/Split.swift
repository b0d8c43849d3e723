extension Rect {
    /// This rectangle divided into parts that lie above each other, top first. Where room is short, the first
    /// parts get what they ask for and the last ones less, down to nothing.
    package func rows(_ constraints: [Constraint]) -> [Rect] {
        var top = y
        return Split.lengths(constraints, in: height).map { length in
            defer { top += length }
            return Rect(x: x, y: top, width: width, height: length)
        }
    }

    /// This rectangle divided into parts that lie side by side, left first; room is given out as by `rows`.
    package func columns(_ constraints: [Constraint]) -> [Rect] {
        var left = x
        return Split.lengths(constraints, in: width).map { length in
            defer { left += length }
            return Rect(x: left, y: y, width: length, height: height)
        }
    }
}

/// Gives out a length to constraints.
private enum Split {
    static func lengths(_ constraints: [Constraint], in total: Int) -> [Int] {
        let needed = constraints.reduce(0) { $0 + $1.minimum }
        return needed > total ? scarce(constraints, total) : ample(constraints, total)
    }

    /// First come, first served.
    private static func scarce(_ constraints: [Constraint], _ total: Int) -> [Int] {
        var left = total
        return constraints.map { constraint in
            let length = min(left, constraint.minimum)
            left -= length
            return length
        }
    }

    /// Everyone gets the minimum; those whose share by weight is larger get that.
    private static func ample(_ constraints: [Constraint], _ total: Int) -> [Int] {
        var lengths = constraints.map(\.minimum)
        var growing = constraints.indices.filter { constraints[$0].weight > 0 }
        while !growing.isEmpty {
            let settled = constraints.indices.filter { !growing.contains($0) }.reduce(0) { $0 + lengths[$1] }
            let shares = shares(of: total - settled, weights: growing.map { constraints[$0].weight })
            let short = zip(growing, shares).filter { constraints[$0.0].minimum > $0.1 }.map(\.0)
            if short.isEmpty {
                for (index, share) in zip(growing, shares) { lengths[index] = share }
                break
            }
            growing.removeAll { short.contains($0) }
        }
        return lengths
    }

    /// The length cut by weights, without a rest.
    private static func shares(of length: Int, weights: [Int]) -> [Int] {
        let all = weights.reduce(0, +)
        var weightSoFar = 0
        var given = 0
        return weights.map { weight in
            weightSoFar += weight
            let share = length * weightSoFar / all - given
            given += share
            return share
        }
    }
}
