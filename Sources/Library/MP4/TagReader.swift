/// Reads the texts that a movie carries beside its pictures: title, comment, and what other programs left there.
struct TagReader<Source: ByteSource> {
    private var reader: BoxReader<Source>
    private var texts: [String: String] = [:]
    /// The longest text, and the length of all: graphs of ComfyUI have some hundred thousand characters.
    private var bytesLeft: Int64 = 16 * 1_024 * 1_024

    /// The texts by their names: four characters such as `©cmt`, or the key in a table of names. Empty for what is no
    /// movie.
    static func texts(in source: Source) throws(SystemFailure) -> [String: String] {
        var reader = TagReader(reader: BoxReader(source))
        try reader.read()
        return reader.texts
    }

    private init(reader: BoxReader<Source>) {
        self.reader = reader
    }

    private mutating func read() throws(SystemFailure) {
        for moov in try reader.boxesOfFile() where moov.type == "moov" {
            for box in try reader.children(of: moov) {
                if box.type == "meta" { try read(box) }
                guard box.type == "udta" else { continue }
                for meta in try reader.children(of: box) where meta.type == "meta" { try read(meta) }
            }
        }
    }

    private mutating func read(_ box: Box) throws(SystemFailure) {
        let meta = try MetaBox(box, &reader)
        let names = try meta.keys.map { box throws(SystemFailure) in try keyNames(box) }
        guard let list = meta.list else { return }
        for item in try reader.children(of: list) {
            let index = Int(item.type.code) - 1
            let name = names.map { $0.indices.contains(index) ? $0[index] : nil } ?? item.type.tagName
            guard let name, texts[name] == nil, let text = try text(of: item) else { continue }
            texts[name] = text
        }
    }

    /// The first value of an item that is UTF-8.
    private mutating func text(of item: Box) throws(SystemFailure) -> String? {
        for data in try reader.children(of: item) where data.type == "data" {
            let head = try reader.head(of: data, count: 8)
            let length = data.contents.upperBound - data.contents.lowerBound - 8
            guard head.u32(0) == 1, length >= 0, length <= bytesLeft else { continue }
            bytesLeft -= length
            let bytes = try reader.source.bytes(at: data.contents.lowerBound + 8, count: Int(length))
            return String(decoding: bytes, as: UTF8.self)
        }
        return nil
    }

    /// The names in a table of keys, in its order.
    private func keyNames(_ box: Box) throws(SystemFailure) -> [String] {
        let length = min(box.contents.upperBound - box.contents.lowerBound, 65_536)
        let bytes = try reader.source.bytes(at: box.contents.lowerBound, count: Int(length))
        var names: [String] = []
        var offset = 8
        while let size = bytes.u32(offset), size >= 8, offset + Int(size) <= bytes.count {
            names.append(String(decoding: bytes[offset + 8..<offset + Int(size)], as: UTF8.self))
            offset += Int(size)
        }
        return names
    }
}

/// A `meta` box of a movie, as ISO has it (with a version) or QuickTime (without).
struct MetaBox {
    let box: Box
    /// Its inside, without the version.
    let inside: Box
    let children: [Box]
    /// Who its entries are for: `mdir` for iTunes and most programs, `mdta` for those with a table of keys.
    let handler: BoxType?

    init<Source>(_ box: Box, _ reader: inout BoxReader<Source>) throws(SystemFailure) {
        self.box = box
        let head = try reader.head(of: box, count: 12)
        let isPlain = head.u32(4).map(BoxType.init(code:)) == "hdlr"
        let start = min(box.contents.lowerBound + (isPlain ? 0 : 4), box.contents.upperBound)
        inside = Box(type: box.type, start: box.start, contents: start..<box.contents.upperBound)
        children = try reader.children(of: inside)
        handler = try children.first { $0.type == "hdlr" }
            .flatMap { box throws(SystemFailure) in try reader.head(of: box).u32(8) }
            .map(BoxType.init(code:))
    }

    var list: Box? { children.first { $0.type == "ilst" } }
    var keys: Box? { handler == "mdta" ? children.first { $0.type == "keys" } : nil }
}

extension BoxReader {
    /// The boxes of the file itself, as far as they are whole.
    mutating func boxesOfFile() throws(SystemFailure) -> [Box] {
        try children(of: Box(type: "file", start: 0, contents: 0..<source.count))
    }
}

extension BoxType {
    /// `©nam`, the title.
    static let title = BoxType(code: 0xa96e_616d)
    /// `©cmt`, the comment.
    static let comment = BoxType(code: 0xa963_6d74)

    /// The characters as tags have them, of Latin-1.
    var tagName: String {
        String(
            String.UnicodeScalarView(
                [24, 16, 8, 0].map { Unicode.Scalar(UInt8(truncatingIfNeeded: code >> $0)) }
            )
        )
    }
}
