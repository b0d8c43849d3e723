package import Terminal

/// How many colours a terminal shows.
package enum ColorDepth: Equatable, Sendable {
    case none, eight, sixteen, indexed, direct

    /// The depth of a terminal that reports so many colours; direct colour is only what our own entry
    /// promises.
    package init(colors: Int, isDirect: Bool) {
        switch colors {
        case ..<8: self = .none
        case 8..<16: self = .eight
        case 16..<256: self = .sixteen
        default: self = isDirect ? .direct : .indexed
        }
    }

    /// The number of a colour: of the terminal's own (-1), of its palette, or red, green and blue as one
    /// number.
    package func number(of color: Color) -> Int32 {
        switch color {
        case .standard: -1
        case .named(let color): number(of: color)
        case .rgb(let red, let green, let blue): number(of: RGB(Int32(red), Int32(green), Int32(blue)))
        }
    }

    private func number(of color: NamedColor) -> Int32 {
        let index = Int32(color.rawValue)
        switch self {
        case .none: return -1
        // Bright black, the grey of secondary text, must not become black on black.
        case .eight: return color == .brightBlack ? -1 : index % 8
        case .sixteen, .indexed, .direct: return index
        }
    }

    private func number(of color: RGB) -> Int32 {
        switch self {
        case .none: -1
        case .eight: Palette.nearest(to: color, in: Palette.named.prefix(8))
        case .sixteen: Palette.nearest(to: color, in: Palette.named[...])
        case .indexed: Palette.index(of: color)
        // The first sixteen numbers are the palette's.
        case .direct: max(16, color.red << 16 | color.green << 8 | color.blue)
        }
    }
}

/// The colour pairs in use: numbers from 1 on, given out as they are needed. Pair 0 is the terminal's own
/// colours.
package struct ColorPairs: Sendable {
    private struct Pair: Hashable {
        var foreground: Int32
        var background: Int32
    }

    package let depth: ColorDepth
    private let capacity: Int
    private let define: @MainActor @Sendable (_ pair: Int32, _ foreground: Int32, _ background: Int32) -> Bool
    private var numbers: [Pair: Int32] = [:]

    /// No more pairs than the terminal has; `define` tells curses about a new one.
    package init(
        depth: ColorDepth,
        capacity: Int,
        define: @escaping @MainActor @Sendable (Int32, Int32, Int32) -> Bool
    ) {
        self.depth = depth
        // kitty's entry says 32767 and means less; nobody needs more.
        self.capacity = depth == .none ? 0 : min(capacity, 32_767)
        self.define = define
    }

    /// Whether pictures leave pairs enough for text: the largest one has a different pair for each of its cells.
    package var hasRoomForPictures: Bool { capacity >= 16_384 }

    /// The number of the pair for a style; nil when all are taken, and they must be forgotten before the
    /// next.
    @MainActor
    package mutating func number(for style: Style) -> Int32? {
        let pair = Pair(
            foreground: depth.number(of: style.foreground),
            background: depth.number(of: style.background)
        )
        if depth == .none || (pair.foreground == -1 && pair.background == -1) { return 0 }
        if let number = numbers[pair] { return number }
        guard numbers.count + 1 < capacity else { return nil }
        let number = Int32(numbers.count + 1)
        guard define(number, pair.foreground, pair.background) else { return 0 }
        numbers[pair] = number
        return number
    }

    /// Forgets all pairs, as curses must at the same time.
    package mutating func forget() {
        numbers.removeAll(keepingCapacity: true)
    }
}

/// A colour's channels, 0 to 255.
private struct RGB {
    var red: Int32
    var green: Int32
    var blue: Int32

    init(_ red: Int32, _ green: Int32, _ blue: Int32) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    func distance(to other: RGB) -> Int32 {
        let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
        return red * red + green * green + blue * blue
    }
}

/// The colours of xterm (its `256colres.h` and defaults), which other terminals follow.
private enum Palette {
    static let named: [RGB] = [
        RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
        RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
        RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
        RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
    ]

    static func nearest(to color: RGB, in colors: ArraySlice<RGB>) -> Int32 {
        let distances = colors.enumerated().map { ($0.offset, $0.element.distance(to: color)) }
        return Int32(distances.min { $0.1 < $1.1 }?.0 ?? 0)
    }

    /// The nearest of the 6 x 6 x 6 cube and the 24 greys.
    static func index(of color: RGB) -> Int32 {
        let (red, green, blue) = (level(color.red), level(color.green), level(color.blue))
        let cube = RGB(value(red), value(green), value(blue))
        let step = min(max((color.red + color.green + color.blue) / 3 - 3, 0) / 10, 23)
        let gray = RGB(8 + 10 * step, 8 + 10 * step, 8 + 10 * step)
        if gray.distance(to: color) < cube.distance(to: color) { return 232 + step }
        return 16 + 36 * red + 6 * green + blue
    }

    private static func level(_ channel: Int32) -> Int32 {
        channel < 48 ? 0 : channel < 115 ? 1 : (channel - 35) / 40
    }

    private static func value(_ level: Int32) -> Int32 { level == 0 ? 0 : 55 + 40 * level }
}
