import Terminal

/// One figure of a table: its heading, and what it is for a row.
package struct FigureColumn<Row>: Sendable {
    package var title: String
    /// Columns of a lower rank stay when there is little room.
    var rank: Int
    var isText = false
    /// What it is for a row, safe to be drawn.
    package var shown: @Sendable (Row) -> String
}

/// The figures behind the names of rows that fit a width, and how wide each is.
package struct FigureTable<Row> {
    private static var gap: Int { 2 }

    package private(set) var columns: [FigureColumn<Row>] = []
    package private(set) var nameWidth: Int
    private var widths: [Int] = []

    /// Takes as many figures as there is room for beside the names, the ones that matter most first.
    package init(_ rows: [Row], names: [String], columns all: [FigureColumn<Row>], width: Int) {
        let wanted = all.map { column in
            let widest = rows.map { CharacterWidth.columns(of: column.shown($0)) }.max() ?? 0
            return max(widest, CharacterWidth.columns(of: column.title))
        }
        let longest = names.map { CharacterWidth.columns(of: $0) }.max() ?? 0
        var room = width - min(max(5, longest), max(16, width / 3))
        var chosen: Set<Int> = []
        for index in all.indices.sorted(by: { all[$0].rank < all[$1].rank }) {
            guard wanted[index] + Self.gap <= room else { break }
            room -= wanted[index] + Self.gap
            chosen.insert(index)
        }
        columns = all.indices.filter(chosen.contains).map { all[$0] }
        widths = all.indices.filter(chosen.contains).map { wanted[$0] }
        let taken = widths.reduce(0) { $0 + $1 + Self.gap }
        nameWidth = max(0, min(max(5, longest), width - taken))
    }

    /// A name and its figures, the name cut to the room there is.
    package func line(_ name: String, _ values: [String], mark: String = "…") -> String {
        Truncating.end(of: name, to: nameWidth, mark: mark).padded(to: nameWidth) + figures(values)
    }

    /// Texts stand to the left in their columns, numbers to the right.
    func figures(_ values: [String]) -> String {
        let gap = String(repeating: " ", count: Self.gap)
        return zip(zip(columns, widths), values).map { column, value in
            gap + (column.0.isText ? value.padded(to: column.1) : value.leftPadded(to: column.1))
        }.joined()
    }
}
