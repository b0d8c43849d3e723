/// A picture of square pixels, 8 bits a channel: red, green, blue, row by row from the upper left.
package struct Picture: Hashable, Sendable {
    /// In pixels.
    package let width: Int
    /// In pixels.
    package let height: Int
    /// Three for each pixel.
    package let bytes: [UInt8]

    /// A picture of so many bytes; nil when they are not as many as its size says, or it has no pixel.
    package init?(width: Int, height: Int, bytes: [UInt8]) {
        guard width > 0, height > 0, bytes.count == width * height * 3 else { return nil }
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    /// The pixel at a place of the picture.
    package subscript(x: Int, y: Int) -> Pixel {
        let start = (y * width + x) * 3
        return Pixel(bytes[start], bytes[start + 1], bytes[start + 2])
    }

    /// The largest cells that show pixels of this ratio within so many, undistorted: a cell is one pixel wide
    /// and two high. At least one cell where there is any.
    package static func cells(showing width: Int, by height: Int, within size: Size) -> Size {
        guard width > 0, height > 0, size.columns > 0, size.rows > 0 else { return Size(columns: 0, rows: 0) }
        let (wide, high) = (Double(width), Double(height))
        let scale = min(Double(size.columns) / wide, Double(2 * size.rows) / high)
        return Size(
            columns: min(size.columns, max(1, Int((wide * scale).rounded()))),
            rows: min(size.rows, max(1, Int((high * scale / 2).rounded())))
        )
    }
}

/// The colour of one pixel, 8 bits a channel.
package struct Pixel: Hashable, Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// The same as a colour of a style.
    package var color: Color { .rgb(red: red, green: green, blue: blue) }
}
