import Foundation
import Generations
import Interface
import Server

/// A generation as lines for people.
struct GenerationText: Sendable {
    let generation: Generation
    let timeline: [TimelineEntry]
    let timeZone: TimeZone

    /// The facts, one a line, then the timeline.
    var lines: [String] {
        let facts = facts.compactMap { name, value in value.map { Self.pad(name) + $0 } }
        let happened = timeline.map { entry in
            let seconds = entry.seconds.map { " (\(DurationText.short(.seconds($0))))" } ?? ""
            let text = entry.text.isEmpty ? "" : " \(entry.text)"
            let kind = entry.kind == .attempt ? "attempt \(entry.attempt)" : entry.kind.rawValue
            return "  \(time(entry.date))  \(kind)\(seconds)\(text)"
        }
        return facts + (happened.isEmpty ? [] : ["", "Timeline"] + happened)
    }

    private var facts: [(String, String?)] {
        let request = generation.request
        return [
            ("Id", "\(generation.id)  \(generation.uuid.uuidString.lowercased())"),
            ("Status", ProgressText.change(generation)),
            ("Prompt", request.prompt),
            ("Model", "\(request.model)"),
            ("Task", request.task.rawValue),
            ("Provider", JobWords.provider(generation) ?? request.provider),
            ("Job", generation.job?.id.rawValue),
            ("Endpoint", request.endpoint),
            ("Parameters", parameters),
            ("File", generation.video?.path),
            ("Size", generation.video.map { ProgressText.bytes($0.bytes) }),
            ("Video", generation.video.flatMap { Self.video($0.facts) }),
            ("Keyframe", generation.keyframe.map(keyframe)),
            ("Cost", generation.cost.map(JobWords.cost)),
            ("Attempts", generation.attempts > 0 ? String(generation.attempts) : nil),
            ("Request id", generation.requestID),
            ("Repeats", generation.parent?.description),
            ("Created", time(generation.createdAt)),
            ("Finished", generation.finishedAt.map(time)),
            ("Clocks", clocks),
            ("Favorite", generation.isFavorite ? "yes" : nil),
            ("Tags", generation.tags.isEmpty ? nil : generation.tags.joined(separator: ", ")),
            ("Note", generation.note.isEmpty ? nil : generation.note),
            ("In the trash", generation.deletedAt.map(time)),
            ("Hint", generation.state.failure.flatMap { $0.hint.isEmpty ? nil : $0.hint }),
        ]
    }

    private var parameters: String? {
        guard case .object(let members) = GenerationWire.parameters(generation.request), !members.isEmpty
        else {
            return nil
        }
        return members.map { "\($0.key)=\(plain($0.value))" }.joined(separator: " ")
    }

    private func plain(_ value: JSONText) -> String {
        if case .string(let text) = value, !text.contains(" ") { return text }
        return value.text
    }

    /// What a container says of its video.
    static func video(_ facts: VideoFacts) -> String? {
        let parts = [
            facts.width.flatMap { width in facts.height.map { "\(width)x\($0)" } },
            facts.duration.map { "\(($0 * 10).rounded() / 10) s" },
            facts.frames.map { "\($0) frames" },
            facts.codec,
        ]
        let known = parts.compactMap { $0 }
        return known.isEmpty ? nil : known.joined(separator: ", ")
    }

    private func keyframe(_ keyframe: Keyframe) -> String {
        (keyframe.file.map { "\($0), " } ?? "") + KeyframeWords.made(keyframe)
    }

    private var clocks: String? {
        let clocks = generation.clocks
        guard clocks.total > 0 else { return nil }
        func tenths(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10) s" }
        return "waiting \(tenths(clocks.waiting)), running \(tenths(clocks.running)), "
            + "saving \(tenths(clocks.saving))"
    }

    private func time(_ date: Date) -> String {
        HistoryTable(timeZone: timeZone).localTime(date)
    }

    /// A name with room behind it, so that values begin below one another.
    static func pad(_ name: String) -> String {
        name + String(repeating: " ", count: max(1, 14 - name.count))
    }
}
