package import Generations

/// Where a generation comes from, and whether its file is the same as its parent's.
package struct GenerationRelations: Equatable, Sendable {
    package var parent: Generation?
    /// Whether the two files have the same bytes; nil when that is not known.
    package var hasSameBytes: Bool?
    /// How many takes of its idea are in the history.
    package var members: Int

    package init(parent: Generation?, hasSameBytes: Bool?, members: Int = 1) {
        self.parent = parent
        self.hasSameBytes = hasSameBytes
        self.members = members
    }
}

/// What came of making a video again.
struct RepeatVerdict: Equatable, Sendable {
    var parent: GenerationID
    /// Whether the same was asked for.
    var isRepeat: Bool
    /// One sentence without its end: `same bytes as #208`.
    var sentence: String

    /// The verdict on a generation that has ended; nil when there is nothing to compare it with.
    init?(_ child: Generation, _ relations: GenerationRelations) {
        guard let parent = relations.parent, parent.video != nil, child.video != nil else { return nil }
        self.parent = parent.id
        let changes = Self.changes(parent, child)
        isRepeat = changes.isEmpty
        if relations.hasSameBytes == true {
            sentence = "same bytes as \(parent.id)"
        } else if isRepeat {
            sentence = Self.difference(parent, child)
        } else {
            sentence = "differs from \(parent.id) in \(changes.prefix(6).joined(separator: ", "))"
        }
    }

    /// What a generation asks for that its parent did not, in a few words each.
    static func changes(_ parent: Generation, _ child: Generation) -> [String] {
        let prompt = parent.request.prompt == child.request.prompt ? [] : ["prompt"]
        let facts = ComparedFact.parameters(parent.request, child.request)
        return prompt + facts.filter { !$0.isSame }.map(\.change)
    }

    /// How the files of the same request differ.
    private static func difference(_ parent: Generation, _ child: Generation) -> String {
        guard let one = parent.video, let two = child.video else { return "" }
        var parts: [String] = []
        func add(_ name: String, _ before: String?, _ after: String?) {
            if before != after { parts.append("\(name) \(before ?? "?") -> \(after ?? "?")") }
        }
        add(
            "length",
            one.facts.duration.map { "\(Strings.tenths($0)) s" },
            two.facts.duration.map { "\(Strings.tenths($0)) s" }
        )
        add("frames", one.facts.frames.map { "\($0)" }, two.facts.frames.map { "\($0)" })
        add("width", one.facts.width.map { "\($0)" }, two.facts.width.map { "\($0)" })
        add("height", one.facts.height.map { "\($0)" }, two.facts.height.map { "\($0)" })
        add("codec", one.facts.codec, two.facts.codec)
        guard parts.isEmpty else { return "unlike \(parent.id): \(parts.joined(separator: ", "))" }
        let size =
            one.bytes == two.bytes ? "" : ": \(Strings.bytes(one.bytes)) -> \(Strings.bytes(two.bytes))"
        return "same length as \(parent.id), other bytes\(size)"
    }
}

/// Looking up where a generation comes from, and telling how a repeat came out.
enum RelationsUpdate {
    /// A generation has ended; whoever made it again wants to know how it came out.
    static func ended(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        guard generation.parent != nil, generation.state == .succeeded else { return [] }
        state.awaitedVerdicts.insert(generation.id)
        return [.loadRelations(generation.id)]
    }

    static func loaded(_ state: inout AppState, _ child: Generation, _ relations: GenerationRelations) {
        let id = child.id
        if state.detail.id == id { state.detail.relations = relations }
        guard let verdict = RepeatVerdict(child, relations) else { return }
        if state.detail.id == id { state.detail.verdict = verdict }
        if state.awaitedVerdicts.remove(id) != nil, verdict.isRepeat {
            state.tell(RunWords.saved(child, state, verdict: verdict), .good)
        }
    }
}
