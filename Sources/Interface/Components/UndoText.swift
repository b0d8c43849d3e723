import Generations

/// The history of the edits as a text that is kept with the draft.
///
/// Every value stands behind its length in bytes and a colon. What does not fit the draft's text, or is damaged, is
/// read as an empty history.
enum UndoText {
    /// The most steps, and bytes, that are kept; older steps are left out.
    static let stepLimit = 200
    static let byteLimit = 256_000
    /// The history of a longer text is not kept.
    private static let longestText = 1_000_000
    private static let version = "rushes-undo-1"

    /// The newest steps of a history; nil when there is nothing to keep.
    static func text(of history: EditHistory, _ text: String) -> String? {
        guard text.utf8.count <= longestText else { return nil }
        let undoable = newest(history.undoable, stepLimit, byteLimit)
        let rest = byteLimit - undoable.reduce(0) { $0 + $1.bytes }
        let redoable = newest(history.redoable, stepLimit - undoable.count, rest)
        guard !undoable.isEmpty || !redoable.isEmpty else { return nil }
        var writer = FieldWriter()
        writer.write(version)
        writer.write("\(checksum(text))")
        for steps in [undoable, redoable] {
            writer.write("\(steps.count)")
            for step in steps { writer.write(step) }
        }
        writer.write("\(checksum(writer.text))")
        return writer.text
    }

    /// The history that a text was kept with; an empty one when it cannot be read.
    static func history(_ kept: String?, of text: String, _ template: GenerationRequest) -> EditHistory {
        guard let kept, kept.utf8.count < 4 * byteLimit else { return EditHistory() }
        var reader = FieldReader(kept)
        guard reader.read() == version, reader.read() == "\(checksum(text))",
            let undoable = reader.steps(template), let redoable = reader.steps(template)
        else { return EditHistory() }
        let payload = String(decoding: kept.utf8.prefix(reader.offset), as: UTF8.self)
        guard reader.read() == "\(checksum(payload))", fits(undoable, redoable, text.count) else {
            return EditHistory()
        }
        return EditHistory(undoable: undoable, redoable: redoable)
    }

    private static func newest(_ steps: [EditStep], _ count: Int, _ bytes: Int) -> [EditStep] {
        var left = bytes
        var first = steps.count
        while first > 0, steps.count - first < count, steps[first - 1].bytes <= left {
            first -= 1
            left -= steps[first].bytes
        }
        return Array(steps[first...])
    }

    /// Whether all steps can be made with a text of so many characters.
    private static func fits(_ undoable: [EditStep], _ redoable: [EditStep], _ count: Int) -> Bool {
        fits(undoable.reversed().flatMap { $0.reversed.edits }, count)
            && fits(redoable.reversed().flatMap(\.edits), count)
    }

    private static func fits(_ edits: [Edit], _ count: Int) -> Bool {
        var count = count
        for edit in edits {
            guard edit.start >= 0, edit.start + edit.removedCount <= count else { return false }
            count += edit.insertedCount - edit.removedCount
        }
        return true
    }

    /// FNV-1a, which finds damage and other texts; it keeps no secret.
    private static func checksum(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}

/// Writes values behind their lengths.
private struct FieldWriter {
    private(set) var text = ""

    mutating func write(_ value: String) {
        text += "\(value.utf8.count):"
        text += value
    }

    mutating func write(_ step: EditStep) {
        write("\(step.edits.count)")
        for edit in step.edits {
            write("\(edit.start)")
            write(edit.removed)
            write(edit.inserted)
            write("\(edit.cursorBefore)")
            write("\(edit.cursorAfter)")
        }
        let sides = [step.sideBefore, step.sideAfter].compactMap { $0.flatMap(Self.words) }
        write(sides.count == 2 ? "2" : "0")
        if sides.count == 2 { for side in sides { write(side) } }
    }

    /// The parameters as the words that people type; nil when they cannot all be told so.
    private static func words(_ side: EditSide) -> String? {
        let parent = side.parent.map { "\($0.rawValue)" } ?? ""
        guard let base = side.base else { return parent + ";" }
        guard base.parameters.extra.isEmpty else { return nil }
        let bare = GenerationRequest(prompt: "", model: base.model)
        let words = base.parameterWords(beside: bare)
        return parent + ";--model \(base.model.rawValue) " + words
    }
}

/// Reads values behind their lengths.
private struct FieldReader {
    private let bytes: [UInt8]
    private(set) var offset = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func read() -> String? {
        var length = 0
        while offset < bytes.count, (0x30...0x39).contains(bytes[offset]), length < 1_000_000_000 {
            length = length * 10 + Int(bytes[offset] - 0x30)
            offset += 1
        }
        guard offset < bytes.count, bytes[offset] == 0x3a, offset + 1 + length <= bytes.count else {
            return nil
        }
        defer { offset += 1 + length }
        return String(decoding: bytes[(offset + 1)..<(offset + 1 + length)], as: UTF8.self)
    }

    mutating func steps(_ template: GenerationRequest) -> [EditStep]? {
        guard let count = number(), count <= UndoText.stepLimit else { return nil }
        var steps: [EditStep] = []
        for _ in 0..<count {
            guard let step = step(template) else { return nil }
            steps.append(step)
        }
        return steps
    }

    private mutating func number() -> Int? {
        read().flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }
    }

    private mutating func step(_ template: GenerationRequest) -> EditStep? {
        var step = EditStep()
        guard let count = number() else { return nil }
        for _ in 0..<count {
            guard let start = number(), let removed = read(), let inserted = read(), let before = number(),
                let after = number()
            else { return nil }
            step.edits.append(
                Edit(
                    start: start,
                    removed: removed,
                    removedCount: removed.count,
                    inserted: inserted,
                    insertedCount: inserted.count,
                    cursorBefore: before,
                    cursorAfter: after
                )
            )
        }
        guard let sides = number() else { return nil }
        guard sides == 2 else { return step }
        guard let before = read(), let after = read() else { return nil }
        step.sideBefore = Self.side(before, template)
        step.sideAfter = Self.side(after, template)
        return step
    }

    private static func side(_ words: String, _ template: GenerationRequest) -> EditSide {
        let halves = words.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        var side = EditSide(parent: halves.first.flatMap { Int64($0) }.map { GenerationID($0) })
        guard halves.count == 2, !halves[1].isEmpty else { return side }
        var base = template
        base.parameters = VideoParameters()
        _ = ParameterWords(String(halves[1])).apply(to: &base, template: template)
        side.base = base
        return side
    }
}
