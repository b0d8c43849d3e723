import Terminal
import Testing

@testable import Interface

struct ScreenLayoutTests {
    @Test(arguments: [
        (120, 36, ScreenLayout.Kind.wide), (80, 24, .stacked), (200, 24, .stacked), (40, 12, .tabs),
        (100, 12, .tabs), (20, 4, .line), (20, 40, .line), (19, 40, .nothing), (80, 3, .nothing),
        (0, 0, .nothing),
    ])
    func `each size has its layout`(_ columns: Int, _ rows: Int, _ kind: ScreenLayout.Kind) {
        #expect(ScreenLayout.kind(of: Size(columns: columns, rows: rows)) == kind)
    }

    @Test
    func `panes fill the body and never overlap, at every size`() {
        for columns in stride(from: 64, through: 240, by: 11) {
            for rows in stride(from: 20, through: 90, by: 7) {
                let layout = ScreenLayout(Sample.state(columns, rows))
                var panes = [layout.compose, layout.parameters, layout.runs, layout.history]
                if layout.kind == .wide { panes.append(layout.detail) }
                #expect(
                    panes.reduce(0) { $0 + $1.width * $1.height } == layout.body.width * layout.body.height
                )
                for (index, pane) in panes.enumerated() {
                    #expect(pane.isEmpty || pane.intersection(layout.body) == pane)
                    for other in panes[(index + 1)...] where !pane.isEmpty && !other.isEmpty {
                        #expect(pane.intersection(other).isEmpty)
                    }
                    #expect(pane.isEmpty || pane.height >= 4)
                }
            }
        }
    }

    @Test
    func `every size can be drawn in every situation`() {
        for columns in [0, 1, 2, 19, 20, 31, 32, 40, 63, 64, 80, 109, 110, 300] {
            for rows in [0, 1, 3, 4, 8, 9, 12, 19, 20, 24, 28, 100] {
                var state = Sample.state(columns, rows)
                state.load(Sample.history)
                state.happen(Sample.events)
                for keys in [
                    [Key.alt("2")], [.alt("3")], [.alt("4")], [Key(.function(1))], [Key(.function(2))],
                ] {
                    keys.forEach { state.press($0) }
                    let frame = AppView.frame(state)
                    #expect(frame.size == Size(columns: columns, rows: rows))
                    if let cursor = frame.cursor { #expect(Rect(frame.size).contains(cursor)) }
                    state.press(.character("+"), Key(.escape))
                }
            }
        }
    }
}
