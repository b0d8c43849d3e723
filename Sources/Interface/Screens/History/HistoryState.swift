import Generations
import Terminal

/// The list of generations as far as it was read.
struct HistoryState: Equatable, Sendable {
    /// How many rows are read at once.
    static let pageSize = 100
    /// The most that a reading again brings back at once.
    static let longestPage = 1_000

    private(set) var items: [Generation] = []
    /// The rest of the families that are opened, newest first, by the generation that stands for them in the list.
    private(set) var members: [GenerationID: [Generation]] = [:]
    /// The selection belongs to a generation and not to a row.
    var selection: GenerationID?
    var window = ListWindow()
    /// Whether the newest one is selected as it comes; so it is until the user chooses another.
    var followsNewest = true
    /// What is marked, so that keys act on all of it; also what a search does not show.
    var marked: [GenerationID: Generation] = [:]
    /// A range that is being marked; nil when none is.
    var range: MarkRange?
    /// Everything found is to be marked as soon as it was read.
    var isMarkingAll = false
    /// What is searched for.
    var field = TextEditor()
    /// The same as it was understood.
    var search = SearchQuery()
    /// In which part of the history.
    var scope = HistoryScope.all
    /// In which order.
    var order = HistoryOrder.newest
    /// Where each item is, when they are not listed by number, newest first.
    private var places: [GenerationID: Int]?
    /// One row for all takes of an idea, where the newest come first.
    var isFolded = true
    /// The families of the rows by their own numbers, where the list is folded.
    private(set) var families: [GenerationID: FamilySummary] = [:]
    /// The families that are being read, by the row that stands for them.
    var opening: [GenerationID: HistoryLookup] = [:]
    /// The field has the keys.
    var isTyping = false
    /// The question that is under way.
    var lookup: HistoryLookup?
    /// Whether another program has written since that question was asked.
    var hasChanged = false
    /// The states of changed generations that the search does not show.
    var outside: [GenerationID: GenerationStatus] = [:]
    /// The question that was answered last.
    private(set) var answered: HistoryLookup?
    /// Where the next page begins; nil when all was read.
    var next: GenerationID?
    /// How many there are in all, once they were counted.
    var total: HistoryCount?
    var unreadable = 0
    /// Whether the first answer has come.
    var isLoaded = false
    var problem: String?

    var query: String { field.text }

    /// Whether everything is listed.
    var isWhole: Bool { query.isEmpty && scope == .all }

    /// Whether takes of one idea share a row now. A search shows each that it finds, and an order each in its place.
    var foldsNow: Bool { isFolded && query.isEmpty && !isTrash && order == .newest }

    /// Whether what is in the trash is listed, and nothing else.
    var isTrash: Bool { scope == .trash || search.isInTrash }

    /// How many are found, as far as it is known: `12` or `10,000+`.
    var count: String? {
        switch total {
        case .exactly(let count): Strings.grouped(count)
        case .atLeast(let count) where next != nil: Strings.grouped(max(count, items.count)) + "+"
        default: next == nil ? Strings.grouped(items.count) : nil
        }
    }

    var selected: Generation? { selection.flatMap { self[$0] } }

    /// A generation in the list or in an opened family.
    subscript(id: GenerationID) -> Generation? {
        if let index = index(of: id) { return items[index] }
        for list in members.values {
            if let generation = list.first(where: { $0.id == id }) { return generation }
        }
        return nil
    }

    /// Takes a page: the first one replaces what is there, others follow it.
    mutating func take(_ part: HistoryPart, for lookup: HistoryLookup) {
        let isSameQuestion = answered.map { $0.asksSame(as: lookup) } ?? false
        let (selected, formerRow) = (selected, selectedRow)
        answered = lookup
        if lookup.before == nil {
            places = nil
            items = part.generations
            unreadable = part.unreadable
            families = part.families
            members = isSameQuestion ? members.filter { index(of: $0.key) != nil } : [:]
        } else {
            let last = items.last?.id
            items += part.generations.filter { generation in
                if let places { return places[generation.id] == nil }
                return last.map { generation.id < $0 } ?? true
            }
            unreadable += part.unreadable
            families.merge(part.families) { _, new in new }
        }
        if lookup.order != .newest { number() }
        next = part.next
        if lookup.before == nil {
            let all = next == nil ? HistoryCount.exactly(items.count + unreadable) : nil
            // Another count comes soon; until then the former one is nearly right.
            total = all ?? (isSameQuestion ? total : nil)
        }
        isLoaded = true
        guard selectedRow == nil else { return }
        if let selected, let head = items.first(where: { $0.isTake(of: selected) }) {
            // In a folded list the selected one is not lost sight of: what stands for it is opened.
            if lookup.isFolded, isSameQuestion { members[head.id] = [selected] } else { selection = head.id }
        } else if isSameQuestion, let formerRow, let row = row(at: min(formerRow, rowCount - 1)) {
            selection = row.generation.id
        } else {
            selection = items.first?.id
            window = ListWindow()
            followsNewest = true
        }
    }

    /// Takes how many there are in all, if that is still asked.
    mutating func take(_ count: HistoryCount, for lookup: HistoryLookup) {
        guard let answered, answered.asksSame(as: lookup) else { return }
        total = count
    }

    /// Puts a generation in its place, or changes it where it stands; rows in view stay where they are.
    mutating func put(_ generation: Generation, mayInsert: Bool) {
        if marked[generation.id] != nil { marked[generation.id] = generation }
        for (head, list) in members {
            if let index = list.firstIndex(where: { $0.id == generation.id }) {
                members[head]?[index] = generation
            }
        }
        let place = place(of: generation.id)
        if place < items.count, items[place].id == generation.id {
            items[place] = generation
            return
        }
        guard mayInsert, places == nil, !isMember(generation.id), place < items.count || next == nil else {
            return
        }
        if answered?.isFolded == true, let head = items.first(where: { $0.isTake(of: generation) }) {
            return putTake(generation, beside: head)
        }
        let row = row(ofItem: place)
        items.insert(generation, at: place)
        total?.change(by: 1)
        if selection == nil || followsNewest {
            selection = items.first?.id
        } else if row <= window.top {
            window.shift(by: 1)
        }
    }

    /// A take of what is listed already: the newest one stands for all of them, and what was open or selected stays in
    /// sight.
    private mutating func putTake(_ generation: Generation, beside head: Generation) {
        // An older one is among those that are folded away: numbers only grow.
        guard generation.id > head.id else { return }
        var summary = families[head.id] ?? FamilySummary(one: head)
        summary.members += 1
        summary.last = generation.id
        let open = members.removeValue(forKey: head.id)
        families[head.id] = nil
        families[generation.id] = summary
        items.removeAll { $0.id == head.id }
        items.insert(generation, at: place(of: generation.id))
        if let open {
            members[generation.id] = [head] + open
        } else if selection == head.id, !followsNewest {
            members[generation.id] = [head]
        }
        if selection == nil || followsNewest { selection = items.first?.id }
    }

    /// Takes generations out; the selection goes to a neighbour.
    mutating func remove(_ ids: Set<GenerationID>) {
        let row = selectedRow
        let count = items.count
        items.removeAll { ids.contains($0.id) }
        if items.count < count {
            total?.change(by: items.count - count)
            if places != nil { number() }
        }
        for head in members.keys {
            if ids.contains(head) {
                members[head] = nil
            } else {
                members[head]?.removeAll { ids.contains($0.id) }
            }
        }
        for id in ids { marked[id] = nil }
        guard let selection, ids.contains(selection) else { return }
        self.selection = row.flatMap { self.row(at: min($0, rowCount - 1))?.generation.id }
    }

    /// Shows or hides the rest of a family below the generation that stands for it.
    mutating func setMembers(_ list: [Generation]?, of head: GenerationID) {
        if list == nil, let selection, index(of: selection) == nil, self.head(of: selection) == head {
            self.selection = head
        }
        members[head] = list.map { $0.filter { $0.id != head }.sorted { $0.id > $1.id } }
    }

    /// The family that a row stands for; nil for a row that stands for itself.
    func family(of id: GenerationID) -> FamilySummary? {
        families[id].flatMap { $0.members > 1 ? $0 : nil }
    }

    func index(of id: GenerationID) -> Int? {
        let place = place(of: id)
        return place < items.count && items[place].id == id ? place : nil
    }

    private mutating func number() {
        places = Dictionary(items.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    /// The first item whose number is not above this one, where they are sorted by number, highest first; else where
    /// it is, or behind the last.
    private func place(of id: GenerationID) -> Int {
        if let places { return places[id] ?? items.count }
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle].id > id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

// MARK: Rows

/// A row of the list: a generation, or one of an opened family below it.
struct HistoryRow: Equatable, Sendable {
    var generation: Generation
    /// The generation that stands for its family, when this one is below it.
    var head: GenerationID?
}

extension HistoryState {
    var rowCount: Int { items.count + members.values.reduce(0) { $0 + $1.count } }

    var selectedRow: Int? { selection.flatMap { rowIndex(of: $0) } }

    /// Which row shows a generation.
    func rowIndex(of id: GenerationID) -> Int? {
        if let index = index(of: id) { return row(ofItem: index) }
        guard let head = head(of: id), let top = index(of: head),
            let place = members[head]?.firstIndex(where: { $0.id == id })
        else { return nil }
        return row(ofItem: top) + 1 + place
    }

    func row(at index: Int) -> HistoryRow? {
        guard index >= 0 else { return nil }
        var shift = 0
        for family in opened {
            let first = family.index + shift + 1
            if index < first { break }
            if index < first + family.count {
                let head = items[family.index].id
                return members[head].map { HistoryRow(generation: $0[index - first], head: head) }
            }
            shift += family.count
        }
        guard items.indices.contains(index - shift) else { return nil }
        return HistoryRow(generation: items[index - shift])
    }

    /// The generation that stands for the opened family of this one.
    func head(of id: GenerationID) -> GenerationID? {
        members.first { $0.value.contains { $0.id == id } }?.key
    }

    private func isMember(_ id: GenerationID) -> Bool { head(of: id) != nil }

    /// The row of an item: behind the families that are opened above it.
    private func row(ofItem index: Int) -> Int {
        index + opened.prefix { $0.index < index }.reduce(0) { $0 + $1.count }
    }

    /// Where families are opened, first to last, and how many rows each adds.
    private var opened: [(index: Int, count: Int)] {
        members.compactMap { head, list in index(of: head).map { ($0, list.count) } }
            .sorted { $0.index < $1.index }
    }
}

extension HistoryLookup {
    /// Whether an answer to one is an answer to the other, only later or further on.
    func asksSame(as other: HistoryLookup) -> Bool {
        text == other.text && scope == other.scope && order == other.order && isFolded == other.isFolded
    }
}
