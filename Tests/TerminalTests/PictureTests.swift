import Terminal
import Testing

struct PictureTests {
    private func picture(_ width: Int, _ height: Int, _ pixel: (Int, Int) -> Pixel) throws -> Picture {
        let pixels = (0..<height).flatMap { y in (0..<width).map { x in pixel(x, y) } }
        let bytes = pixels.flatMap { [$0.red, $0.green, $0.blue] }
        return try #require(Picture(width: width, height: height, bytes: bytes))
    }

    @Test
    func `a picture has as many bytes as its size says`() {
        #expect(Picture(width: 2, height: 2, bytes: Array(repeating: 0, count: 11)) == nil)
        #expect(Picture(width: 0, height: 0, bytes: []) == nil)
        #expect(Picture(width: -1, height: -1, bytes: [1, 2, 3]) == nil)
        #expect(Picture(width: 1, height: 1, bytes: [1, 2, 3])?[0, 0] == Pixel(1, 2, 3))
    }

    @Test(arguments: [
        (16, 9, Size(columns: 16, rows: 5), Size(columns: 16, rows: 5)),
        (16, 9, Size(columns: 16, rows: 100), Size(columns: 16, rows: 5)),
        (9, 16, Size(columns: 50, rows: 8), Size(columns: 9, rows: 8)),
        (1, 1, Size(columns: 1, rows: 1), Size(columns: 1, rows: 1)),
        (1_000, 1, Size(columns: 10, rows: 10), Size(columns: 10, rows: 1)),
        (1, 1_000, Size(columns: 10, rows: 10), Size(columns: 1, rows: 10)),
        (16, 9, Size(columns: 0, rows: 5), Size(columns: 0, rows: 0)),
        (0, 9, Size(columns: 5, rows: 5), Size(columns: 0, rows: 0)),
    ])
    func `cells keep the ratio of a picture`(width: Int, height: Int, room: Size, cells: Size) {
        #expect(Picture.cells(showing: width, by: height, within: room) == cells)
    }

    @Test
    func `the upper half of a cell is its text, the lower its ground`() throws {
        let two = try picture(1, 2) { _, y in y == 0 ? Pixel(255, 0, 0) : Pixel(0, 0, 255) }
        var frame = Frame(size: Size(columns: 3, rows: 3))
        frame.draw(two, in: Rect(x: 1, y: 1, width: 1, height: 1), colors: .full)
        #expect(frame[1, 1].text == "▀")
        #expect(frame[1, 1].style.foreground == .rgb(red: 255, green: 0, blue: 0))
        #expect(frame[1, 1].style.background == .rgb(red: 0, green: 0, blue: 255))
        #expect(frame[0, 1] == .blank)
        #expect(frame[2, 1] == .blank)
    }

    @Test
    func `one pixel fills any rectangle, and two equal halves need one colour`() throws {
        let one = try picture(1, 1) { _, _ in Pixel(9, 99, 199) }
        var frame = Frame(size: Size(columns: 5, rows: 3))
        frame.draw(one, in: Rect(frame.size), colors: .full)
        let cell = Cell(style: Style(background: .rgb(red: 9, green: 99, blue: 199)))
        #expect(frame.cells.allSatisfy { $0 == cell })
    }

    @Test(arguments: [(1, 1), (3, 5), (7, 2), (64, 64), (2, 1)])
    func `a picture of any size is drawn in any place, also beyond the edges`(width: Int, height: Int) throws
    {
        let odd = try picture(width, height) { x, y in Pixel(UInt8(x), UInt8(y), 0) }
        var frame = Frame(size: Size(columns: 4, rows: 3))
        for place in [(-2, -1), (3, 2), (0, 0), (40, 40)] {
            frame.draw(odd, in: Rect(x: place.0, y: place.1, width: 5, height: 4), colors: .indexed)
        }
        frame.draw(odd, in: Rect(x: 0, y: 0, width: 0, height: 0), colors: .full)
        #expect(frame.cells.count == 12)
    }

    @Test
    func `only what lies in the clip is drawn`() throws {
        let white = try picture(4, 8) { _, _ in Pixel(255, 255, 255) }
        var frame = Frame(size: Size(columns: 4, rows: 4))
        let clip = Rect(x: 0, y: 2, width: 4, height: 2)
        frame.draw(white, in: Rect(frame.size), clip: clip, colors: .full)
        #expect(frame[0, 1] == .blank)
        #expect(frame[0, 2] != .blank)
    }

    @Test
    func `dithering gives only the colours of the palette`() {
        let cube: Set<UInt8> = [0, 95, 135, 175, 215, 255]
        let grays = Set((0..<24).map { UInt8(8 + 10 * $0) }).union([0, 255])
        for red in stride(from: 0, through: 255, by: 17) {
            for green in stride(from: 0, through: 255, by: 15) {
                let pixel = Pixel(UInt8(red), UInt8(green), UInt8(255 - red))
                let color = PictureColors.indexed.color(of: pixel, x: red, y: green)
                let isGray =
                    color.red == color.green && color.green == color.blue && grays.contains(color.red)
                let isOfCube = [color.red, color.green, color.blue].allSatisfy(cube.contains)
                #expect(isGray || isOfCube, "\(pixel) became \(color)")
            }
        }
    }

    @Test(arguments: [0, 8, 50, 95, 128, 135, 200, 238, 246, 255])
    func `dithering keeps the brightness of a grey over an area`(level: Int) {
        let pixel = Pixel(UInt8(level), UInt8(level), UInt8(level))
        let places = (0..<16).map { ($0 % 4, $0 / 4) }
        let sum = places.reduce(0) { $0 + Int(PictureColors.indexed.color(of: pixel, x: $1.0, y: $1.1).red) }
        #expect(abs(sum / 16 - level) <= 2)
    }

    @Test
    func `pictures that move have 5 bits a channel, and black and white stay`() {
        #expect(PictureColors.reduced.color(of: Pixel(255, 0, 129), x: 0, y: 0) == Pixel(255, 0, 132))
    }
}
