/// Which models are wanted of the Hub, and in which order.
package struct ModelQuery: Hashable, Sendable {
    /// Words of the name; empty for every model.
    package var search: String
    /// What the models are for; nil for anything.
    package var task: ListedTask?
    package var serving: Serving
    /// Only models that a provider keeps ready now.
    package var isWarm: Bool
    package var order: ModelOrder
    /// How many a page may have.
    package var limit: Int

    package init(
        search: String = "",
        task: ListedTask? = .textToVideo,
        serving: Serving = .anyone,
        isWarm: Bool = false,
        order: ModelOrder = .trending,
        limit: Int = 50
    ) {
        self.search = search
        self.task = task
        self.serving = serving
        self.isWarm = isWarm
        self.order = order
        self.limit = limit
    }

    /// Who has to serve a model that is wanted.
    package enum Serving: Hashable, Sendable {
        /// At least one provider, whichever.
        case anyone
        /// One of these providers, by their names on the Hub.
        case providers([String])
        /// Also models that nobody serves.
        case nobodyToo
    }
}

/// What models are listed for, in the Hub's words (`pipeline_tag`).
package enum ListedTask: String, Hashable, Sendable, CaseIterable {
    case textToVideo = "text-to-video"
    case imageToVideo = "image-to-video"
    case imageTextToVideo = "image-text-to-video"
    /// Makes keyframes.
    case textToImage = "text-to-image"
}

/// In which order the Hub lists models; the names are those of the command line.
package enum ModelOrder: String, Hashable, Sendable, CaseIterable {
    case trending, downloads, likes, newest, updated
}
