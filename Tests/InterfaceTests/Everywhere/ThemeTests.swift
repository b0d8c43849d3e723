import Foundation
import Generations
import Terminal
import Testing

@testable import Interface

/// Colours that can be read, and screens that need none.
struct ThemeTests {
    /// The relative luminance of WCAG 2.2.
    private func luminance(_ color: Color) -> Double {
        guard case .rgb(let red, let green, let blue) = color else { return .nan }
        let parts = [red, green, blue].map { channel -> Double in
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private func contrast(_ first: Color, _ second: Color) -> Double {
        let (high, low) = (max(luminance(first), luminance(second)), min(luminance(first), luminance(second)))
        return (high + 0.05) / (low + 0.05)
    }

    private func gray(_ value: UInt8) -> Color { .rgb(red: value, green: value, blue: value) }

    private func texts(_ palette: ThemePalette) -> [Color] {
        [
            palette.text, palette.dim, palette.accent, palette.good, palette.warning, palette.bad,
            palette.info,
        ]
    }

    @Test
    func `every text of the dark theme can be read on black and on dark grey`() {
        for background in [gray(0), gray(0x1E), gray(0x28)] {
            for text in texts(.dark) { #expect(contrast(text, background) >= 4.5, "\(text)") }
            #expect(contrast(ThemePalette.dark.border, background) >= 3)
        }
        #expect(contrast(ThemePalette.dark.text, ThemePalette.dark.track) >= 4.5)
    }

    @Test
    func `every text of the light theme can be read on white and on paper`() {
        for background in [gray(0xFF), gray(0xF2), .rgb(red: 0xFD, green: 0xF6, blue: 0xE3)] {
            for text in texts(.light) { #expect(contrast(text, background) >= 4.5, "\(text)") }
            #expect(contrast(ThemePalette.light.border, background) >= 3)
        }
        #expect(contrast(ThemePalette.light.text, ThemePalette.light.track) >= 4.5)
    }

    @Test
    func `the terminal's own colours have no yellow and no white as text`() {
        let theme = Theme(.terminal)
        let styles = [theme.accent, theme.good, theme.warning, theme.bad, theme.info, theme.key, theme.match]
        let unreadable: [Color] = [
            .named(.yellow), .named(.brightYellow), .named(.white), .named(.brightWhite), .named(.black),
            .named(.brightBlack),
        ]
        for style in styles { #expect(!unreadable.contains(style.foreground)) }
    }

    @Test
    func `without colours nothing has one, and every state keeps its word`() {
        var state = Sample.state(120, 36, setup: Sample.setup(hasColors: false))
        state.load(Sample.history)
        state.happen(Sample.events)
        let frame = AppView.frame(state)
        #expect(
            frame.cells.allSatisfy { $0.style.foreground == .standard && $0.style.background == .standard }
        )
        let text = (0..<36).map { y in frame.row(y).map(\.text).joined() }.joined(separator: "\n")
        for word in ["RUN", "LOAD", "WAIT", "SAVE", "QUEUE"] { #expect(text.contains(word), "\(word)") }
    }

    @Test
    func `clocks move every second, every ten, or with what happens`() {
        func clock(_ motion: Motion, at seconds: [Double]) -> [String] {
            var setup = Sample.setup()
            setup.motion = motion
            var state = Sample.state(80, 24, setup: setup)
            state.happen([Sample.event(214, .running, elapsed: 0)])
            return seconds.map { second in
                AppUpdate.setTime(&state, Sample.now.advanced(by: .seconds(second)))
                let frame = AppView.frame(state)
                let text = (0..<24).map { y in frame.row(y).map(\.text).joined() }.joined(separator: "\n")
                return (0..<60).map { "0:00:\($0 < 10 ? "0" : "")\($0)" }.first { text.contains($0) } ?? ""
            }
        }
        #expect(clock(.full, at: [1, 2, 12]) == ["0:00:01", "0:00:02", "0:00:12"])
        #expect(clock(.reduced, at: [1, 9, 12]) == ["0:00:00", "0:00:00", "0:00:10"])
        #expect(clock(.none, at: [1, 9, 12]) == ["0:00:00", "0:00:00", "0:00:00"])
    }

    @Test
    func `only what moves wakes the screen`() {
        func tick(_ motion: Motion) -> Duration? {
            var setup = Sample.setup()
            setup.motion = motion
            var state = Sample.state(80, 24, setup: setup)
            state.happen([Sample.event(214, .running)])
            return state.nextTick
        }
        #expect(tick(.full) == .seconds(5_001))
        #expect(tick(.reduced) == .seconds(5_010))
        #expect(tick(.none) == nil)
    }
}
