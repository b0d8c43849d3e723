package import struct Foundation.Date

/// A named prompt with its parameters, kept to be run again.
package struct SavedPrompt: Hashable, Sendable {
    /// Unique, compared without regard to case.
    package var name: String
    package var prompt: String
    /// Nil: the default at the time of the run.
    package var model: ModelID?
    package var parameters: VideoParameters
    package var updatedAt: Date

    package init(
        name: String,
        prompt: String,
        model: ModelID? = nil,
        parameters: VideoParameters = VideoParameters(),
        updatedAt: Date
    ) {
        self.name = name
        self.prompt = prompt
        self.model = model
        self.parameters = parameters
        self.updatedAt = updatedAt
    }

    /// Whether another one makes the same videos, whatever its name and whenever it was changed.
    package func isSame(as other: SavedPrompt) -> Bool {
        prompt == other.prompt && model == other.model && parameters == other.parameters
    }
}

/// What became of a prompt that was to be saved beside others.
package enum SavedPromptArrival: String, Hashable, Sendable, CaseIterable {
    case added
    case replaced
    /// The same was there already.
    case unchanged
    /// Another one has its name.
    case skipped
}

/// The text and parameters in the prompt editor, not yet submitted.
package struct Draft: Hashable, Sendable {
    package var prompt: String
    package var parameters: VideoParameters
    /// Where the text cursor stands, in graphemes from the start.
    package var cursor: Int
    /// The history of the edits, opaque here; kept as small as its writer makes it.
    package var undo: String?

    package init(
        prompt: String = "",
        parameters: VideoParameters = VideoParameters(),
        cursor: Int = 0,
        undo: String? = nil
    ) {
        self.prompt = prompt
        self.parameters = parameters
        self.cursor = cursor
        self.undo = undo
    }
}
