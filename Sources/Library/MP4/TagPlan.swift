import Foundation

/// What a movie becomes with a title and a comment: another `moov`, and offsets that follow what it moves.
struct TagPlan: Hashable {
    /// Where the `moov` was.
    var replaced: Range<Int64>
    var moov: [UInt8]
    /// Bytes elsewhere that change, in order; none overlaps another.
    var patches: [Patch]

    /// Bytes in the place of as many others.
    struct Patch: Hashable {
        var offset: Int64
        var bytes: [UInt8]
    }

    /// Writes the new file, in pieces.
    func write(_ source: some ByteSource, to sink: ([UInt8]) throws(SystemFailure) -> Void)
        throws(SystemFailure)
    {
        let change = Patch(offset: replaced.lowerBound, bytes: moov)
        let index = patches.firstIndex { $0.offset >= replaced.upperBound } ?? patches.count
        var offset: Int64 = 0
        for (patch, length) in patches[..<index].map({ ($0, $0.bytes.count) })
            + [(change, Int(replaced.upperBound - replaced.lowerBound))]
            + patches[index...].map({ ($0, $0.bytes.count) })
        {
            try Self.copy(source, offset..<patch.offset, to: sink)
            try sink(patch.bytes)
            offset = patch.offset + Int64(length)
        }
        try Self.copy(source, offset..<source.count, to: sink)
    }

    private static func copy(
        _ source: some ByteSource,
        _ range: Range<Int64>,
        to sink: ([UInt8]) throws(SystemFailure) -> Void
    ) throws(SystemFailure) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let bytes = try source.bytes(at: offset, count: Int(min(131_072, range.upperBound - offset)))
            // The file has become shorter meanwhile.
            guard !bytes.isEmpty else { throw SystemFailure(code: EIO) }
            try sink(bytes)
            offset += Int64(bytes.count)
        }
    }
}

/// Why a movie is left as it is.
enum TagProblem: Error, Hashable {
    /// What stands against it, to be read behind a colon.
    case unwritable(String)
    case unreadable(SystemFailure)
}

/// Plans how a title and a comment get into a movie without a sample being changed.
///
/// Everything else stays: other tags, other boxes, the order of the file, a `moov` at the front.
struct TagPlanner<Source: ByteSource> {
    /// A `moov` of an hour of video has a hundredth of this.
    private static var largestMoov: Int64 { 32 * 1_024 * 1_024 }

    private var reader: BoxReader<Source>

    private init(_ source: Source) {
        reader = BoxReader(source)
    }

    /// The plan for a movie that has been found whole.
    static func plan(
        _ source: Source,
        title: String,
        comment: String
    ) throws(TagProblem) -> TagPlan {
        var planner = TagPlanner(source)
        do {
            return try planner.plan(title: title, comment: comment)
        } catch let problem as TagProblem {
            throw problem
        } catch let failure as SystemFailure {
            throw .unreadable(failure)
        } catch {
            throw .unwritable("it cannot be read")
        }
    }

    private mutating func plan(title: String, comment: String) throws -> TagPlan {
        let top = try reader.boxesOfFile()
        let moov = try onlyMovie(among: top)
        try refuseWhatWouldBreak(top)
        let children = try reader.children(of: moov)
        let end = moov.contents.upperBound
        guard children.last.map({ $0.contents.upperBound == end }) == true else {
            throw TagProblem.unwritable("its moov has bytes that are no box")
        }
        let tags = try UserData.bytes(
            children.first { $0.type == "udta" },
            title: title,
            comment: comment,
            &reader
        )
        let kept = children.filter { $0.type != "udta" }
        let size = 8 + tags.count + kept.reduce(0) { $0 + Int($1.size) }
        let shift = OffsetShift(from: end, by: Int64(size) - (end - moov.start))
        var bytes = try reader.source.bytes(at: moov.start, count: Int(end - moov.start))
        try shift.apply(to: &bytes, at: moov.start, of: kept, &reader)
        var new = Self.header("moov", size: size)
        var hasTags = false
        for child in children {
            let start = Int(child.start - moov.start)
            if child.type != "udta" { new += bytes[start..<start + Int(child.size)] }
            if child.type == "udta", !hasTags { (new, hasTags) = (new + tags, true) }
        }
        if !hasTags { new += tags }
        let patches = try shift.patches(of: top, movie: moov, &reader)
        guard reader.boxesLeft > 0 else { throw TagProblem.unwritable("it has too many boxes") }
        return TagPlan(replaced: moov.start..<end, moov: new, patches: patches)
    }

    private func onlyMovie(among boxes: [Box]) throws -> Box {
        let movies = boxes.filter { $0.type == "moov" }
        guard let moov = movies.first, movies.count == 1 else {
            throw TagProblem.unwritable("it has \(movies.count) moov boxes")
        }
        guard moov.size <= Self.largestMoov else { throw TagProblem.unwritable("its moov is too large") }
        return moov
    }

    /// A signature over the file (C2PA) ends with any change, and places of items may be anywhere.
    private mutating func refuseWhatWouldBreak(_ boxes: [Box]) throws {
        let signature: [UInt8] = [
            0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81,
        ]
        for box in boxes {
            if box.type == "uuid", try reader.head(of: box, count: 16) == signature {
                throw TagProblem.unwritable("it is signed (C2PA), and the signature would break")
            }
            guard box.type == "meta" else { continue }
            if try MetaBox(box, &reader).children.contains(where: { $0.type == "iloc" }) {
                throw TagProblem.unwritable("it has items beside the movie")
            }
        }
    }

    /// The header of a box of 32-bit size.
    static func header(_ type: BoxType, size: Int) -> [UInt8] {
        UInt32(size).bytes + type.code.bytes
    }
}

extension Box {
    /// Its bytes with the header.
    var size: Int64 { contents.upperBound - start }
}

extension FixedWidthInteger {
    /// The number's bytes, the highest first.
    var bytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
