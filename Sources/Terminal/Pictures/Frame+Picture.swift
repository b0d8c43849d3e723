extension Frame {
    /// Draws a picture so that it fills a rectangle, two pixels a cell; only what lies in `clip` is drawn. A
    /// picture of another size is stretched by repeating and leaving out pixels.
    package mutating func draw(
        _ picture: Picture,
        in rect: Rect,
        clip: Rect? = nil,
        colors: PictureColors
    ) {
        let area = rect.intersection(Rect(size)).intersection(clip ?? rect)
        for y in area.y..<area.bottom {
            let upper = Self.place(2 * (y - rect.y), of: 2 * rect.height, in: picture.height)
            let lower = Self.place(2 * (y - rect.y) + 1, of: 2 * rect.height, in: picture.height)
            for x in area.x..<area.right {
                let column = Self.place(x - rect.x, of: rect.width, in: picture.width)
                let above = colors.color(of: picture[column, upper], x: x - rect.x, y: 2 * (y - rect.y))
                let below = colors.color(of: picture[column, lower], x: x - rect.x, y: 2 * (y - rect.y) + 1)
                set(Self.cell(above: above, below: below), x: x, y: y)
            }
        }
    }

    /// The half block that shows two pixels; two equal ones are a blank, which needs one colour less.
    private static func cell(above: Pixel, below: Pixel) -> Cell {
        guard above != below else { return Cell(style: Style(background: below.color)) }
        return Cell(text: "▀", style: Style(foreground: above.color, background: below.color))
    }

    /// Where a step of so many falls on another scale.
    private static func place(_ step: Int, of steps: Int, in length: Int) -> Int {
        steps == length ? step : min(length - 1, (2 * step + 1) * length / (2 * max(1, steps)))
    }
}
