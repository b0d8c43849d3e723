/// Generations by their places in the queue.
///
/// A sorted array: a place is found in logarithmic time, and coming and going moves sixteen bytes for each place
/// behind it, which for ten thousand is a few microseconds.
package struct QueueOrder: Hashable, Sendable {
    /// Where a generation stands: before all with a higher rank, and of those with its rank before the younger ones.
    package struct Place: Hashable, Comparable, Sendable {
        package var rank: Double
        package var id: GenerationID

        package static func < (left: Place, right: Place) -> Bool {
            left.rank == right.rank ? left.id < right.id : left.rank < right.rank
        }
    }

    package private(set) var places: [Place] = []

    package init() {}

    package var first: Place? { places.first }

    /// Puts a generation in its place; one that is there already stays.
    package mutating func insert(_ place: Place) {
        let index = lowerBound(of: place)
        if index < places.count, places[index] == place { return }
        places.insert(place, at: index)
    }

    /// Takes a place out, if it is there.
    package mutating func remove(_ place: Place) {
        if let index = index(of: place) { places.remove(at: index) }
    }

    /// How many stand before a place; nil when nobody has it.
    package func index(of place: Place) -> Int? {
        let index = lowerBound(of: place)
        return index < places.count && places[index] == place ? index : nil
    }

    private func lowerBound(of place: Place) -> Int {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Generation {
    /// The number by which it stands in the queue: its own unless the user has moved it.
    package var rank: Double {
        guard let queueRank, queueRank.isFinite else { return Double(id.rawValue) }
        return queueRank
    }

    /// Where it stands in the queue.
    package var place: QueueOrder.Place { QueueOrder.Place(rank: rank, id: id) }
}
