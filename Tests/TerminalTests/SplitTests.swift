import Terminal
import Testing

struct SplitTests {
    private func check(_ constraints: [Constraint], _ length: Int, _ expected: [Int]) {
        let rect = Rect(x: 3, y: 5, width: length, height: length)
        let columns = rect.columns(constraints)
        let rows = rect.rows(constraints)
        #expect(columns.map(\.width) == expected)
        #expect(rows.map(\.height) == expected)
        #expect(columns.allSatisfy { $0.height == length && $0.y == 5 })
        #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.bottom == $1.y })
    }

    @Test func `fixed parts get their length and the fill what is left`() {
        check([.fixed(2), .fill, .fixed(3)], 20, [2, 15, 3])
    }

    @Test func `fills share by weight without a rest`() {
        check([.fill(weight: 1), .fill(weight: 2)], 10, [3, 7])
        check([.fill, .fill, .fill], 10, [3, 3, 4])
        check([.fill(weight: 0), .fill], 10, [0, 10])
    }

    @Test func `a part never gets less than it needs while there is room`() {
        check([.atLeast(8), .fill], 10, [8, 2])
        check([.atLeast(2), .fill], 10, [5, 5])
        check([.atLeast(6), .atLeast(1), .fill], 10, [6, 2, 2])
    }

    @Test func `where room is short the first are served first`() {
        check([.fixed(4), .atLeast(4), .fixed(4)], 6, [4, 2, 0])
        check([.fixed(4), .fill], 0, [0, 0])
        check([.fixed(-3), .fill], 5, [0, 5])
        check([], 5, [])
    }
}
