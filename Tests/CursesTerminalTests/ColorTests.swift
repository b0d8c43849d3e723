import CursesTerminal
import Terminal
import Testing

struct ColorTests {
    @Test func `the depth follows what the terminal reports`() {
        #expect(ColorDepth(colors: 0, isDirect: false) == .none)
        #expect(ColorDepth(colors: 8, isDirect: true) == .eight)
        #expect(ColorDepth(colors: 16, isDirect: false) == .sixteen)
        #expect(ColorDepth(colors: 256, isDirect: false) == .indexed)
        #expect(ColorDepth(colors: 0x100_0000, isDirect: true) == .direct)
    }

    @Test func `the palette of 256 is used at its nearest`() {
        let depth = ColorDepth.indexed
        #expect(depth.number(of: .rgb(red: 255, green: 135, blue: 0)) == 208)
        #expect(depth.number(of: .rgb(red: 0, green: 0, blue: 0)) == 16)
        #expect(depth.number(of: .rgb(red: 255, green: 255, blue: 255)) == 231)
        #expect(depth.number(of: .rgb(red: 128, green: 128, blue: 128)) == 244)
        for red in stride(from: UInt8(0), through: 250, by: 10) {
            for green in stride(from: UInt8(0), through: 250, by: 25) {
                #expect((16...255).contains(depth.number(of: .rgb(red: red, green: green, blue: 77))))
            }
        }
    }

    @Test func `fewer colours still tell meanings apart`() {
        #expect(ColorDepth.eight.number(of: .named(.brightRed)) == 1)
        #expect(ColorDepth.eight.number(of: .named(.brightBlack)) == -1)
        #expect(ColorDepth.eight.number(of: .rgb(red: 200, green: 10, blue: 10)) == 1)
        #expect(ColorDepth.sixteen.number(of: .rgb(red: 250, green: 10, blue: 10)) == 9)
        #expect(ColorDepth.none.number(of: .named(.red)) == -1)
        #expect(ColorDepth.direct.number(of: .rgb(red: 0, green: 0, blue: 3)) == 16)
        #expect(ColorDepth.direct.number(of: .rgb(red: 1, green: 2, blue: 3)) == 0x010203)
    }

    @MainActor
    @Test func `pairs are given out once and run out cleanly`() {
        var pairs = ColorPairs(depth: .indexed, capacity: 3) { _, _, _ in true }
        let red = Style(foreground: .named(.red))
        let green = Style(foreground: .named(.green))
        let blue = Style(foreground: .named(.blue))
        #expect(pairs.number(for: .plain) == 0)
        #expect(pairs.number(for: red) == 1)
        #expect(pairs.number(for: green) == 2)
        #expect(pairs.number(for: red.adding(.bold)) == 1)
        #expect(pairs.number(for: blue) == nil)
        pairs.forget()
        #expect(pairs.number(for: blue) == 1)
    }

    @MainActor
    @Test func `a terminal without colours asks for no pair`() {
        var pairs = ColorPairs(depth: .none, capacity: 0) { _, _, _ in false }
        #expect(pairs.number(for: Style(foreground: .named(.red))) == 0)
    }
}
