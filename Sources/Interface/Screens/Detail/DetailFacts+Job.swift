import Generations
import Terminal

/// The facts about the provider's work for a generation, and about the image before its video.
extension DetailFacts {
    /// How far the job is, and the last lines of its log; nothing where the provider tells nothing.
    var progress: [StyledText] {
        guard let progress = JobWords.progress(generation) else { return [] }
        let bar = JobWords.fraction(progress).map { fraction in
            StyledText("done".padded(to: Self.indent), theme.dim).with(
                ProgressBar.text(
                    fraction,
                    columns: min(30, max(4, width - Self.indent)),
                    theme: theme,
                    isASCII: state.setup.isASCII
                )
            )
        }
        let log = JobWords.log(generation, last: 6).enumerated().flatMap { index, line in
            fact(index == 0 ? "log" : "", line, theme.dim)
        }
        return [bar].compactMap { $0 } + log
    }

    /// Who was asked, and who was wished for when that is somebody else.
    var provider: [StyledText] {
        let wish = generation.request.provider
        guard let asked = JobWords.provider(generation) else {
            return wish.map { fact("provider", $0) } ?? []
        }
        guard let wish, wish != asked else { return fact("provider", asked) }
        return fact("provider", "\(asked), in the place of \(wish)")
    }

    /// The image that was made first.
    var keyframe: [StyledText] {
        guard let keyframe = generation.keyframe else { return [] }
        let file = keyframe.file.map { fact("", $0) } ?? []
        return fact("keyframe", KeyframeWords.made(keyframe)) + file
    }

    /// The job's name at its provider, and since when it has it.
    func job(_ job: RemoteJob) -> String {
        let since = generation.jobSince.map {
            ", since \(TimeText.timeOfDay($0, offset: state.setup.utcOffset))"
        }
        return "\(job.id)\(since ?? "")"
    }
}
