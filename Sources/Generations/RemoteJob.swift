/// The provider's own work for one generation: all that is needed to ask for it again after a restart.
package struct RemoteJob: Hashable, Sendable {
    package var provider: InferenceProvider
    package var id: JobID
    package var route: JobRoute
    /// Where the job is asked for, below the route's base.
    package var path: String

    package init(provider: InferenceProvider, id: JobID, route: JobRoute, path: String) {
        self.provider = provider
        self.id = id
        self.route = route
        self.path = path
    }
}

/// A job's name at its provider.
package struct JobID: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String

    /// Takes visible ASCII that can be a segment of a path; nil for anything else.
    package init?(_ text: String) {
        guard (1...256).contains(text.utf8.count), text != ".", text != "..",
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        rawValue = text
    }

    package var description: String { rawValue }
}

/// Which way a job was submitted, and so has to be asked for.
package enum JobRoute: String, Hashable, Sendable, CaseIterable {
    /// Through Hugging Face's router, with a Hugging Face token.
    case router
    /// At the provider itself, with a key of its own.
    case provider
}
