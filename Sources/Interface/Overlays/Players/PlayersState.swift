import Generations

/// The ways to see a video that this machine offers, to choose from.
struct PlayersState: Equatable, Sendable {
    var id: GenerationID
    var path: String
    var choices: [PlayerChoice]
    var index = 0
}

/// One way to see a video.
package enum PlayerChoice: Hashable, Sendable {
    /// A program that plays it, as the user or the machine names it.
    case program(String)
    /// The folder that it is in.
    case folder
    /// A link to it, for the clipboard.
    case link
}
