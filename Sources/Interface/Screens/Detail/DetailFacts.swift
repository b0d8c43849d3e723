import Generations
import Terminal

/// The facts about one generation, in rows.
struct DetailFacts {
    let generation: Generation
    let state: AppState
    let theme: Theme
    let width: Int

    /// The whole prompt.
    var prompt: [StyledText] {
        let text = Sanitizing.lines(generation.request.prompt, controls: .shown)
        return WrappedText.rows(text, width: width).map { StyledText($0, theme.strong) }
    }

    /// What came of it: the file, the failure, or how it stands.
    var outcome: [StyledText] {
        switch generation.state {
        case .succeeded: video
        case .failed(let failure): self.failure(failure)
        case .held(.interruptedSubmit(let failure)), .held(.job(let failure)):
            fact("state", held) + self.failure(failure, title: "why", theme.warning)
        default: fact("state", standing) + progress
        }
    }

    /// What it was asked to be.
    var parameters: [StyledText] {
        let request = generation.request
        var rows = fact("model", request.model.rawValue) + provider
        if let endpoint = request.endpoint { rows += fact("endpoint", endpoint) }
        if let image = request.image { rows += fact("image", image.text) }
        rows += keyframe
        let parts = ParameterLine.parts(request, state.setup, parent: nil)
            .filter {
                $0 != request.model.rawValue && !$0.hasPrefix("without ") && !$0.hasPrefix("image ")
                    && !$0.hasPrefix("seed drawn") && !$0.hasPrefix("at ") && !$0.hasPrefix("a keyframe ")
            }
            .map { $0.hasSuffix(" fixed") ? String($0.dropLast(6)) : $0 }
        let lines = ParameterLine.rows(
            parts,
            width: max(10, width - Self.indent),
            separator: state.setup.isASCII ? " - " : " · "
        )
        rows += lines.enumerated().flatMap { fact($0.offset == 0 ? "made with" : "", $0.element) }
        if let negative = request.parameters.negativePrompt { rows += fact("without", negative) }
        return rows
    }

    /// When it was, how long it took, and what belongs to it.
    var story: [StyledText] {
        let offset = state.setup.utcOffset
        var rows = fact("created", TimeText.full(generation.createdAt, offset: offset))
        if generation.clocks.total > 0 { rows += fact("took", clocks) }
        if let cost = generation.cost { rows += fact("cost", JobWords.cost(cost)) }
        if let job = generation.job { rows += fact("job", self.job(job)) }
        let relations = state.detail.id == generation.id ? state.detail.relations : nil
        if let parent = generation.parent { rows += fact("from", origin(parent, relations)) }
        if let members = relations?.members, members > 1 {
            rows += fact("family", "one of \(members) takes with this prompt")
        } else if generation.family != generation.id {
            rows += fact("family", "made from takes of \(generation.family)")
        }
        // How it differs from its parent is told above.
        if state.detail.id == generation.id, let verdict = state.detail.verdict,
            verdict.isRepeat || relations?.hasSameBytes == true
        {
            rows += fact("verdict", verdict.sentence)
        }
        if !generation.tags.isEmpty { rows += fact("tags", generation.tags.joined(separator: ", ")) }
        if !generation.note.isEmpty { rows += fact("note", generation.note) }
        if let date = generation.deletedAt {
            rows += fact("deleted", TimeText.full(date, offset: offset), theme.warning)
        }
        if generation.isFavorite { rows += fact("mark", "favourite") }
        if case .failed = generation.state { return rows }
        if let request = generation.requestID { rows += fact("request id", request) }
        return rows
    }

    static let indent = 11

    private var video: [StyledText] {
        guard let video = generation.video else { return fact("state", "done; its file is not known") }
        let facts = video.facts
        let size = facts.width.flatMap { width in facts.height.map { "\(width)x\($0)" } }
        let parts = [
            Strings.bytes(video.bytes), facts.codec, size, facts.frames.map { "\($0) frames" },
            facts.duration.map { "\(Strings.tenths($0)) s" },
        ].compactMap { $0 }
        let room = max(4, width - Self.indent)
        let mark = Truncating.mark(ascii: state.setup.isASCII)
        let folder = video.path.split(separator: "/").dropLast().joined(separator: "/")
        return fact("file", Strings.fileName(video.path), theme.good)
            + fact("in", Truncating.start(of: Sanitizing.line("/" + folder), to: room, mark: mark))
            + ParameterLine.rows(parts, width: room, separator: "  ").enumerated().flatMap {
                fact($0.offset == 0 ? "video" : "", $0.element)
            }
    }

    private func failure(
        _ failure: GenerationFailure,
        title: String = "failed",
        _ style: Style? = nil
    ) -> [StyledText] {
        let status = failure.status.map { "\($0) " } ?? ""
        let code = failure.code.rawValue.split(separator: "_").joined(separator: " ")
        return fact(title, status + code, style ?? theme.bad) + fact("", failure.message)
            + (failure.hint.isEmpty ? [] : fact("next", failure.hint, theme.warning))
            + (ProviderHint.isMeant(generation)
                ? fact("", "\(state.key(.chooseProvider, in: .detail)) asks another provider.", theme.warning)
                : [])
            + (failure.requestID.map { fact("request id", $0) } ?? [])
    }

    /// What it was made from, and what was changed: `#176, run again`, `#176 with other seed 76 -> 78`.
    private func origin(_ parent: GenerationID, _ relations: GenerationRelations?) -> String {
        guard let relations else { return "\(parent)" }
        guard let known = relations.parent else { return "\(parent), which is gone for good" }
        let changes = RepeatVerdict.changes(known, generation)
        guard !changes.isEmpty else { return "\(parent), run again" }
        return "\(parent), with other \(changes.prefix(6).joined(separator: ", "))"
    }

    private var held: String {
        RunWords.situation(generation, state)
    }

    private var standing: String {
        let situation = RunWords.situation(generation, state)
        guard let wait = generation.wait else { return situation }
        let countdown = RunWords.countdown(wait, now: state.now, utcOffset: state.setup.utcOffset)
        return "\(situation), \(countdown), \(RunWords.attempt(wait)) (\(RunWords.source(wait)))"
    }

    private var clocks: String {
        func part(_ name: String, _ seconds: Double) -> String? {
            seconds > 0 && seconds.isFinite ? "\(name) \(TimeText.shortClock(Int(seconds.rounded())))" : nil
        }
        let clocks = generation.clocks
        let parts = [
            part("wait", clocks.waiting), part("run", clocks.running), part("save", clocks.saving),
        ].compactMap { $0 }
        let tries = generation.attempts > 1 ? ", \(generation.attempts)\u{A0}tries" : ""
        return parts.joined(separator: " + ") + tries
    }

    /// A name and its value, on as many rows as that takes.
    func fact(_ name: String, _ value: String, _ style: Style? = nil) -> [StyledText] {
        let text = Sanitizing.line(value, limit: 2_000)
        let lines = WrappedText.rows(text, width: max(4, width - Self.indent))
        return lines.enumerated().map { index, line in
            var row = StyledText((index == 0 ? name : "").padded(to: Self.indent), theme.dim)
            row.append(line, style ?? theme.text)
            return row
        }
    }
}
