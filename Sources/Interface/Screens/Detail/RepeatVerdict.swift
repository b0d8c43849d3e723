package import Generations

/// Where a generation comes from, and whether its file is the same as its parent's.
package struct GenerationRelations: Equatable, Sendable {
    package var parent: Generation?
    /// Whether the two files have the same bytes; nil when that is not known.
    package var hasSameBytes: Bool?

    package init(parent: Generation?, hasSameBytes: Bool?) {
        self.parent = parent
        self.hasSameBytes = hasSameBytes
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
        let compare = CompareState(parent, child)
        let changes = (compare.right.map { compare.parameters($0) } ?? []).filter { !$0.isSame }
        let hasSamePrompt = parent.request.prompt == child.request.prompt
        isRepeat = changes.isEmpty && hasSamePrompt
        if relations.hasSameBytes == true {
            sentence = "same bytes as \(parent.id)"
        } else if isRepeat {
            sentence = Self.difference(parent, child)
        } else {
            let names = (hasSamePrompt ? [] : ["prompt"]) + changes.map { Self.change($0) }
            sentence = "differs from \(parent.id) in \(names.prefix(6).joined(separator: ", "))"
        }
    }

    private static func change(_ fact: ComparedFact) -> String {
        let isShort = fact.left.count + fact.right.count < 40
        return isShort ? "\(fact.name) \(fact.left) -> \(fact.right)" : fact.name
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
    /// What is to be looked up when a generation has ended or is shown.
    static func ask(_ generation: Generation) -> [AppEffect] {
        guard generation.parent != nil, generation.state == .succeeded else { return [] }
        return [.loadRelations(generation.id)]
    }

    /// A generation has ended; whoever made it again wants to know how it came out.
    static func ended(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        let effects = ask(generation)
        if !effects.isEmpty { state.awaitedVerdicts.insert(generation.id) }
        return effects
    }

    static func loaded(_ state: inout AppState, _ child: Generation, _ relations: GenerationRelations) {
        let id = child.id
        guard let verdict = RepeatVerdict(child, relations) else { return }
        if state.detail.id == id { state.detail.verdict = verdict }
        if state.awaitedVerdicts.remove(id) != nil, verdict.isRepeat {
            state.tell(RunWords.saved(child, state, verdict: verdict), .good)
        }
    }
}
