import CNcurses
import CTerminal
package import Terminal

extension CursesDriver {
    /// Puts the rows that differ from the last frame into curses; how many, or nil if the colour pairs ran out.
    func putChangedRows(of frame: Frame) -> Int? {
        let old = lastFrame.flatMap { $0.size == frame.size ? $0 : nil }
        var changed = 0
        for y in 0..<min(frame.size.rows, size.rows) {
            let row = frame.row(y)
            if let old, old.row(y) == row { continue }
            guard let cells = cells(of: row.prefix(size.columns)) else { return nil }
            ct_put_row(Int32(y), cells, Int32(cells.count))
            changed += 1
        }
        return changed
    }

    private func cells(of row: ArraySlice<Cell>) -> [CTCell]? {
        var cells: [CTCell] = []
        cells.reserveCapacity(row.count)
        var style: Style?
        var look = CTCell()
        for cell in row where cell.width > 0 {
            if cell.style != style {
                guard let pair = pairs.number(for: cell.style) else { return nil }
                look.pair = pair
                look.attributes = Self.attributes(cell.style.attributes)
                style = cell.style
            }
            append(cell, look, to: &cells)
        }
        return cells
    }

    private func append(_ cell: Cell, _ look: CTCell, to cells: inout [CTCell]) {
        var filled = look
        let scalars = cell.text.unicodeScalars
        if options.ascii, !scalars.allSatisfy(\.isASCII) {
            filled.scalars.0 = 0x3F
            cells.append(contentsOf: repeatElement(filled, count: cell.width))
            return
        }
        withUnsafeMutableBytes(of: &filled.scalars) { bytes in
            for (slot, scalar) in zip(bytes.bindMemory(to: UInt32.self).indices, scalars) {
                bytes.storeBytes(of: scalar.value, toByteOffset: slot * 4, as: UInt32.self)
            }
        }
        cells.append(filled)
    }

    private static func attributes(_ attributes: Style.Attributes) -> UInt32 {
        var bits: UInt32 = 0
        if attributes.contains(.bold) { bits |= ct_bold }
        if attributes.contains(.dim) { bits |= ct_dim }
        if attributes.contains(.italic) { bits |= ct_italic }
        if attributes.contains(.underline) { bits |= ct_underline }
        if attributes.contains(.reverse) { bits |= ct_reverse }
        return bits
    }

    func putCursor(_ cursor: Point?) {
        guard let cursor, Rect(size).contains(cursor) else {
            curs_set(0)
            return
        }
        wmove(stdscr, Int32(cursor.y), Int32(cursor.x))
        curs_set(1)
    }

    /// How many colours pictures can have here; nil when there are too few for any.
    package var pictureColors: PictureColors? {
        guard pairs.hasRoomForPictures else { return nil }
        return switch pairs.depth {
        case .none, .eight, .sixteen: nil
        case .indexed: .indexed
        case .direct: .full
        }
    }

    /// Sends what changed, as one change where the terminal can do that. A change of one row is one write of curses
    /// and is sent as it is: most keys change no more.
    func update(changedRows: Int) {
        let isWrapped = hasModes && changedRows > 1
        if isWrapped { write(TerminalModes.beginUpdate) }
        doupdate()
        if isWrapped { write(TerminalModes.endUpdate) }
    }
}
