/// A compiled terminal description (term(5) of ncurses), as far as it must be read to be changed.
struct TerminfoEntry: Equatable {
    /// Indexes of term.h.
    private enum Index {
        static let canChange = 27
        static let maxColors = 13
        static let maxPairs = 14
        static let enterDim = 30
        static let setAttributes = 131
        static let originalColors = 298
        static let initializeColor = 299
        static let setForeground = 302
        static let setBackground = 303
        static let setAnsiForeground = 359
        static let setAnsiBackground = 360
    }

    /// Numbers of 16 bits, and of 32.
    private static let shortMagic = 0o432
    private static let longMagic = 0o1036

    private(set) var names: [UInt8]
    private(set) var flags: [UInt8]
    private(set) var numbers: [Int]
    private(set) var strings: [[UInt8]?]
    private(set) var extendedFlags: [(name: [UInt8], value: UInt8)] = []
    private(set) var extendedNumbers: [(name: [UInt8], value: Int)] = []
    private(set) var extendedStrings: [(name: [UInt8], value: [UInt8]?)] = []

    static func == (left: TerminfoEntry, right: TerminfoEntry) -> Bool {
        left.bytes == right.bytes
    }

    /// Reads a compiled entry; nil if it is none.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        guard let header = reader.shorts(6), header[0] == Self.shortMagic || header[0] == Self.longMagic,
            let names = reader.take(header[1]), let flags = reader.take(header[2])
        else { return nil }
        let isLong = header[0] == Self.longMagic
        reader.align()
        guard let numbers = reader.numbers(header[3], isLong: isLong), let offsets = reader.shorts(header[4]),
            let table = reader.take(header[5])
        else { return nil }
        self.names = names
        self.flags = flags
        self.numbers = numbers
        strings = offsets.map { Self.string(at: $0, in: table) }
        readExtended(&reader, isLong: isLong)
    }

    /// Promises 24-bit colours: numbers from 16 on are red, green and blue, those below stay the palette's.
    /// False when the terminal does not set colours by the usual sequences (ECMA-48 SGR).
    mutating func promiseDirectColor() -> Bool {
        guard strings.count > Index.setAnsiForeground, let set = strings[Index.setAnsiForeground],
            set.starts(with: "\u{1b}[".utf8), numbers.count > Index.maxPairs
        else { return false }
        extend(to: Index.setAnsiBackground)
        if flags.count > Index.canChange { flags[Index.canChange] = 0 }
        numbers[Index.maxColors] = 0x100_0000
        numbers[Index.maxPairs] = 0x1_0000
        strings[Index.setAnsiForeground] = Self.colorSequence(palette: 3, bright: 9, direct: 38)
        strings[Index.setAnsiBackground] = Self.colorSequence(palette: 4, bright: 10, direct: 48)
        for index in [Index.originalColors, Index.initializeColor, Index.setForeground, Index.setBackground] {
            strings[index] = nil
        }
        keepDim()
        let name = Array("RGB".utf8)
        extendedFlags.removeAll { $0.name == name }
        extendedNumbers.removeAll { $0.name == name }
        extendedStrings.removeAll { $0.name == name }
        extendedFlags.append((name, 1))
        return true
    }

    /// Some entries, kitty's among them, know dim text and leave it out of `sgr`, the one string for all attributes,
    /// which curses prefers. Without that string it sends the attributes one by one, dim included.
    private mutating func keepDim() {
        guard strings[Index.enterDim] != nil, let all = strings[Index.setAttributes] else { return }
        let knowsDim = all.indices.contains { all[$0...].starts(with: "%p5".utf8) }
        if !knowsDim { strings[Index.setAttributes] = nil }
    }

    private mutating func extend(to index: Int) {
        while strings.count <= index { strings.append(nil) }
    }

    /// The parameter language is that of terminfo(5).
    private static func colorSequence(palette: Int, bright: Int, direct: Int) -> [UInt8] {
        Array(
            ("\u{1b}[%?%p1%{8}%<%t\(palette)%p1%d%e%p1%{16}%<%t\(bright)%p1%{8}%-%d"
                + "%e\(direct);2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m").utf8
        )
    }

    private static func string(at offset: Int, in table: [UInt8]) -> [UInt8]? {
        guard offset >= 0, offset < table.count else { return nil }
        return Array(table[offset...].prefix { $0 != 0 })
    }
}

// MARK: - Capabilities with names of their own

extension TerminfoEntry {
    private mutating func readExtended(_ reader: inout Reader, isLong: Bool) {
        reader.align()
        guard let header = reader.shorts(5), let values = reader.take(header[0]) else { return }
        reader.align()
        let nameCount = header[0] + header[1] + header[2]
        guard let numbers = reader.numbers(header[1], isLong: isLong), let offsets = reader.shorts(header[2]),
            let nameOffsets = reader.shorts(nameCount), let table = reader.take(header[4])
        else { return }
        let strings = offsets.map { Self.string(at: $0, in: table) }
        // Names lie behind the last value, and their offsets count from there.
        let end = zip(offsets, strings).map { $0 < 0 ? 0 : $0 + ($1?.count ?? 0) + 1 }.max() ?? 0
        let names = nameOffsets.map { Self.string(at: end + $0, in: table) ?? [] }
        extendedFlags = Array(zip(names, values))
        extendedNumbers = Array(zip(names.dropFirst(values.count), numbers))
        extendedStrings = Array(zip(names.dropFirst(values.count + numbers.count), strings))
    }

    /// The entry compiled, with numbers of 32 bits.
    var bytes: [UInt8] {
        var writer = Writer()
        let table = StringTable(strings)
        writer.shorts([
            Self.longMagic, names.count, flags.count, numbers.count, strings.count, table.bytes.count,
        ])
        writer.bytes += names + flags
        writer.align()
        writer.numbers(numbers)
        writer.shorts(table.offsets)
        writer.bytes += table.bytes
        writer.align()

        let values = StringTable(extendedStrings.map(\.value))
        let names = StringTable(
            extendedFlags.map(\.name) + extendedNumbers.map(\.name) + extendedStrings.map(\.name)
        )
        let count = names.offsets.count + values.offsets.count
        writer.shorts([
            extendedFlags.count, extendedNumbers.count, extendedStrings.count, count,
            values.bytes.count + names.bytes.count,
        ])
        writer.bytes += extendedFlags.map(\.value)
        writer.align()
        writer.numbers(extendedNumbers.map(\.value))
        writer.shorts(values.offsets + names.offsets)
        writer.bytes += values.bytes + names.bytes
        return writer.bytes
    }
}

/// Strings one behind the other, each ended by a zero byte.
private struct StringTable {
    private(set) var offsets: [Int] = []
    private(set) var bytes: [UInt8] = []

    init(_ strings: [[UInt8]?]) {
        for string in strings {
            offsets.append(string == nil ? -1 : bytes.count)
            if let string { bytes += string + [0] }
        }
    }
}

/// Reads little-endian values in order.
private struct Reader {
    let bytes: [UInt8]
    var offset = 0

    mutating func take(_ count: Int) -> [UInt8]? {
        guard count >= 0, offset + count <= bytes.count else { return nil }
        defer { offset += count }
        return Array(bytes[offset..<(offset + count)])
    }

    mutating func align() { offset += offset % 2 }

    mutating func shorts(_ count: Int) -> [Int]? {
        guard count >= 0, let raw = take(count * 2) else { return nil }
        return (0..<count).map { Int(Int16(bitPattern: UInt16(raw[$0 * 2]) | UInt16(raw[$0 * 2 + 1]) << 8)) }
    }

    mutating func numbers(_ count: Int, isLong: Bool) -> [Int]? {
        guard isLong else { return shorts(count) }
        guard count >= 0, let raw = take(count * 4) else { return nil }
        return (0..<count).map { index in
            let value = (0..<4).reduce(UInt32(0)) { $0 | UInt32(raw[index * 4 + $1]) << UInt32($1 * 8) }
            return Int(Int32(bitPattern: value))
        }
    }
}

/// Writes little-endian values in order.
private struct Writer {
    var bytes: [UInt8] = []

    mutating func align() { if bytes.count % 2 == 1 { bytes.append(0) } }

    mutating func shorts(_ values: [Int]) {
        for value in values {
            let bits = UInt16(bitPattern: Int16(truncatingIfNeeded: value))
            bytes += [UInt8(bits & 0xff), UInt8(bits >> 8)]
        }
    }

    mutating func numbers(_ values: [Int]) {
        for value in values {
            let bits = UInt32(bitPattern: Int32(truncatingIfNeeded: value))
            bytes += (0..<4).map { UInt8(bits >> UInt32($0 * 8) & 0xff) }
        }
    }
}
