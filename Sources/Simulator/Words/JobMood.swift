/// A word in a prompt, such as `#failed`, that changes how a provider's job goes on once it was accepted.
package enum JobMood: String, CaseIterable, Sendable {
    case failed, early, stubborn, aborted, waitover
    case nulls, nostatus, oddword, list, twice, short, inline, envelope, elsewhere, warning
    case octet, mislabeled, expired, stale, norange, weaktag

    /// What it does, in one line.
    package var summary: String {
        switch self {
        case .failed: "the job is accepted and fails, in the provider's own way"
        case .early: "the result is not there when the status says that it is, once (fal-ai)"
        case .stubborn: "a cancel is taken, and the job goes on to its end"
        case .aborted: "the deadline passes before the job begins (replicate, wavespeed)"
        case .waitover: "`Prefer: wait` runs out (replicate)"
        case .nulls: "null wherever a value may be absent"
        case .nostatus: "no status until the job is over"
        case .oddword: "a status that is in no documentation until the job is over"
        case .list: "outputs as a list (replicate)"
        case .twice: "a key that comes twice (replicate)"
        case .short: "polls without `/result` (wavespeed)"
        case .inline: "a picture as a data URI (fal-ai)"
        case .envelope: "an error code in an answer with status 200 (wavespeed)"
        case .elsewhere: "addresses for polls that name another host"
        case .warning: "warnings in `X-HF-Warning`"
        case .octet: "media as `application/octet-stream`"
        case .mislabeled: "media with a wrong type"
        case .expired: "the media's address is no longer good"
        case .stale: "the media's first address is no longer good, a fresh one is"
        case .norange: "media are sent from the start, whatever is asked for"
        case .weaktag: "media have a tag that promises no equal bytes"
        }
    }
}
