package import Generations
import Terminal

/// What is said of the two steps of a run whose model needs an image: the keyframe, then the video.
package enum KeyframeWords {
    /// Which of the two steps a run is at, before what it does there; empty where there is only one.
    package static func prefix(_ generation: Generation) -> String {
        guard generation.keyframe != nil, !generation.state.isFinal, generation.state != .queued else {
            return ""
        }
        return generation.isMakingKeyframe ? "keyframe: " : "video: "
    }

    /// The steps of a run, a row each: its name, its clock, and who makes it.
    static func rows(_ run: Run, now: Moment, _ theme: Theme, indent: String) -> [StyledText] {
        let generation = run.generation
        guard let keyframe = generation.keyframe else { return [] }
        let isFirst = generation.isMakingKeyframe
        let clocks = RunClocks(run, now: now)
        let made = seconds(keyframe)
        let spent = max(0, clocks.running + clocks.saving - (isFirst ? 0 : made ?? 0))
        let first = isFirst ? TimeText.shortClock(spent) : made.map(TimeText.shortClock) ?? ""
        return [
            row("keyframe", first, maker(keyframe, generation), isActive: isFirst, theme, indent),
            row(
                "video",
                isFirst ? "" : TimeText.shortClock(spent),
                isFirst ? "then, by \(generation.request.model.name)" : maker(generation),
                isActive: !isFirst,
                theme,
                indent
            ),
        ]
    }

    /// The image as it is told in the details: `0:09 by FLUX.1-schnell`.
    package static func made(_ keyframe: Keyframe) -> String {
        let clock = seconds(keyframe).map { "made in \(TimeText.length($0)) " } ?? ""
        let provider = keyframe.provider.map { " at \($0)" } ?? ""
        return "\(clock)by \(keyframe.model)\(provider)"
    }

    private static func row(
        _ name: String,
        _ clock: String,
        _ maker: String,
        isActive: Bool,
        _ theme: Theme,
        _ indent: String
    ) -> StyledText {
        StyledText(indent).with(name.padded(to: 10), isActive ? theme.accent : theme.dim)
            .with(clock.padded(to: 6), isActive ? theme.text : theme.dim)
            .with(maker, theme.dim)
    }

    private static func maker(_ keyframe: Keyframe, _ generation: Generation) -> String {
        let asked = generation.isMakingKeyframe ? JobWords.provider(generation) : nil
        return keyframe.model.name + ((asked ?? keyframe.provider).map { " at \($0)" } ?? "")
    }

    private static func maker(_ generation: Generation) -> String {
        generation.request.model.name + (JobWords.provider(generation).map { " at \($0)" } ?? "")
    }

    private static func seconds(_ keyframe: Keyframe) -> Int? {
        keyframe.seconds.flatMap { $0.isFinite && (0..<1e7).contains($0) ? Int($0) : nil }
    }
}
