/// Makes the `udta` of a movie anew with a title and a comment; whatever else was in it stays.
enum UserData {
    /// The box, its header included.
    static func bytes<Source>(
        _ old: Box?,
        title: String,
        comment: String,
        _ reader: inout BoxReader<Source>
    ) throws -> [UInt8] {
        let ours = item(.title, title) + item(.comment, comment)
        guard let old else { return box("udta", meta(ours)) }
        guard old.size <= 32 * 1_024 * 1_024 else { throw TagProblem.unwritable("its udta is too large") }
        let children = try reader.children(of: old)
        var inside: [UInt8] = []
        var isDone = false
        for child in children {
            let tags = child.type == "meta" ? try MetaBox(child, &reader) : nil
            if let tags, tags.handler == "mdir", !isDone {
                inside += try replaced(tags, ours, &reader)
                isDone = true
            } else {
                inside += try raw(child.start..<child.contents.upperBound, reader)
            }
        }
        if !isDone { inside += meta(ours) }
        // QuickTime ends it with a zero.
        let rest = (children.last?.contents.upperBound ?? old.contents.lowerBound)..<old.contents.upperBound
        return box("udta", inside + (try raw(rest, reader)))
    }

    /// The box with our entries in its list, in the place of those with the same names.
    private static func replaced<Source>(
        _ meta: MetaBox,
        _ ours: [UInt8],
        _ reader: inout BoxReader<Source>
    ) throws -> [UInt8] {
        var inside = try raw(meta.box.contents.lowerBound..<meta.inside.contents.lowerBound, reader)
        for child in meta.children where child.type != "ilst" {
            inside += try raw(child.start..<child.contents.upperBound, reader)
        }
        var items: [UInt8] = []
        for item in try meta.list.map({ try reader.children(of: $0) }) ?? []
        where item.type != .title && item.type != .comment {
            items += try raw(item.start..<item.contents.upperBound, reader)
        }
        return box("meta", inside + box("ilst", items + ours))
    }

    /// A list as iTunes writes it.
    private static func meta(_ items: [UInt8]) -> [UInt8] {
        let zeros = [UInt8](repeating: 0, count: 9)
        let handler = box("hdlr", zeros[..<8] + Array("mdirappl".utf8) + zeros)
        return box("meta", zeros[..<4] + handler + box("ilst", items))
    }

    private static func item(_ type: BoxType, _ text: String) -> [UInt8] {
        box(type, box("data", UInt32(1).bytes + UInt32(0).bytes + Array(text.utf8)))
    }

    private static func box(_ type: BoxType, _ contents: [UInt8]) -> [UInt8] {
        UInt32(contents.count + 8).bytes + type.code.bytes + contents
    }

    private static func raw<Source>(
        _ range: Range<Int64>,
        _ reader: BoxReader<Source>
    ) throws(SystemFailure) -> [UInt8] {
        try reader.source.bytes(at: range.lowerBound, count: Int(range.upperBound - range.lowerBound))
    }
}
