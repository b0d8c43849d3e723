/// How many colours a picture is drawn with.
package enum PictureColors: Hashable, Sendable {
    /// Every colour as it is.
    case full
    /// 5 bits a channel, for pictures that move: a terminal's colour pairs would soon run out otherwise.
    case reduced
    /// The 6 x 6 x 6 cube and the 24 greys of a terminal with 256 colours, dithered.
    case indexed

    /// The colour that stands for a pixel at a place of its picture. The same pixel at the same place gives the
    /// same colour, so that a picture stands still while things move around it.
    package func color(of pixel: Pixel, x: Int, y: Int) -> Pixel {
        switch self {
        case .full: pixel
        case .reduced: Pixel(Self.fiveBits(pixel.red), Self.fiveBits(pixel.green), Self.fiveBits(pixel.blue))
        case .indexed: Dithering.color(of: pixel, x: x, y: y)
        }
    }

    private static func fiveBits(_ channel: UInt8) -> UInt8 {
        channel & 0xF8 | channel >> 5
    }
}

/// Ordered dithering to the colours that terminals with 256 of them have beyond the user's own sixteen.
enum Dithering {
    /// Thresholds of a 4 x 4 Bayer matrix, 0 to 15.
    private static let matrix: [Int] = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]
    /// The levels of a channel in the cube (xterm's `256colres.h`).
    private static let cube: [Int] = [0, 95, 135, 175, 215, 255]
    static func color(of pixel: Pixel, x: Int, y: Int) -> Pixel {
        // Between 1/32 and 31/32, in 32nds: half of the places go up for a colour half way.
        let threshold = 2 * matrix[(y & 3) * 4 + (x & 3)] + 1
        let (red, green, blue) = (Int(pixel.red), Int(pixel.green), Int(pixel.blue))
        let level = gray((red + green + blue) / 3, threshold)
        let gray = Pixel(level, level, level)
        // The levels of the cube lie far apart: at full strength, pixels as large as half a cell would be a carpet.
        let soft = 16 + (threshold - 16) * 2 / 5
        let color = Pixel(cube(red, soft), cube(green, soft), cube(blue, soft))
        return distance(gray, pixel) <= distance(color, pixel) ? gray : color
    }

    private static func distance(_ left: Pixel, _ right: Pixel) -> Int {
        let red = Int(left.red) - Int(right.red)
        let green = Int(left.green) - Int(right.green)
        let blue = Int(left.blue) - Int(right.blue)
        return red * red + green * green + blue * blue
    }

    private static func cube(_ channel: Int, _ threshold: Int) -> UInt8 {
        let lower = channel < 95 ? 0 : min(4, (channel - 55) / 40)
        let (low, high) = (cube[lower], cube[lower + 1])
        return UInt8((channel - low) * 32 > threshold * (high - low) ? high : low)
    }

    /// Black, the greys 8 to 238 in steps of ten, and white.
    private static func gray(_ value: Int, _ threshold: Int) -> UInt8 {
        let (low, high): (Int, Int) =
            switch value {
            case ..<8: (0, 8)
            case 238...: (238, 255)
            default: (value - (value - 8) % 10, value - (value - 8) % 10 + 10)
            }
        return UInt8((value - low) * 32 > threshold * (high - low) ? high : low)
    }
}
