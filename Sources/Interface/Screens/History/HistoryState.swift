import Generations
import Terminal

/// The list of generations, newest first, as far as it was read.
struct HistoryState: Equatable, Sendable {
    /// How many rows are read at once.
    static let pageSize = 100

    private(set) var items: [Generation] = []
    /// The selection belongs to a generation and not to a row.
    var selection: GenerationID?
    var window = ListWindow()
    /// Whether the newest one is selected as it comes; so it is until the user chooses another.
    var followsNewest = true
    /// What is searched for.
    var field = TextEditor()
    /// The field has the keys.
    var isTyping = false
    /// The question that is under way.
    var lookup: HistoryLookup?
    /// Where the next page begins; nil when all was read.
    var next: GenerationID?
    var total: Int?
    var unreadable = 0
    /// Whether the first answer has come.
    var isLoaded = false
    var problem: String?

    var query: String { field.text }

    var selectedIndex: Int? {
        selection.flatMap { id in index(of: id) }
    }

    var selected: Generation? { selectedIndex.map { items[$0] } }

    /// Takes a page: the first one replaces what is there, others follow it.
    mutating func take(_ part: HistoryPart, isFirst: Bool) {
        if isFirst {
            items = part.generations
            unreadable = part.unreadable
        } else {
            let last = items.last?.id
            items += part.generations.filter { generation in last.map { generation.id < $0 } ?? true }
            unreadable += part.unreadable
        }
        next = part.next
        total = part.total ?? total
        isLoaded = true
        if selectedIndex == nil {
            selection = items.first?.id
            window = ListWindow()
            followsNewest = true
        }
    }

    /// Puts a generation in its place, or changes it where it stands; rows in view stay where they are.
    mutating func put(_ generation: Generation, mayInsert: Bool) {
        let place = place(of: generation.id)
        if place < items.count, items[place].id == generation.id {
            items[place] = generation
            return
        }
        guard mayInsert, place < items.count || next == nil else { return }
        items.insert(generation, at: place)
        total = total.map { $0 + 1 }
        if selection == nil || followsNewest {
            selection = items.first?.id
        } else if place <= window.top {
            window.shift(by: 1)
        }
    }

    /// Takes a generation out; the selection goes to its neighbour.
    mutating func remove(_ id: GenerationID) {
        guard let index = index(of: id) else { return }
        items.remove(at: index)
        total = total.map { max(0, $0 - 1) }
        if selection == id { selection = items.isEmpty ? nil : items[min(index, items.count - 1)].id }
    }

    func index(of id: GenerationID) -> Int? {
        let place = place(of: id)
        return place < items.count && items[place].id == id ? place : nil
    }

    /// The first row whose number is not above this one; rows are sorted by number, highest first.
    private func place(of id: GenerationID) -> Int {
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle].id > id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
