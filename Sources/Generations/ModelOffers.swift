/// Who serves a model, as the Hub says it: for choosing a provider, or another one.
package struct ModelOffers: Hashable, Sendable {
    /// By its name now; another than the one that was asked for when the model has been renamed.
    package var model: ModelID
    package var task: InferenceTask
    /// One for each provider, in the Hub's order.
    package var offers: [Offer]
    /// How old the Hub's answer is, in seconds; 0 when it has just been asked.
    package var age: Double
    /// Whether the Hub could not be asked now, so that an older answer stands in.
    package var isStale: Bool
    /// Sentences for people: the list is old, the model has a new name. Sanitised.
    package var notices: [String]

    package init(
        model: ModelID,
        task: InferenceTask,
        offers: [Offer],
        age: Double = 0,
        isStale: Bool = false,
        notices: [String] = []
    ) {
        self.model = model
        self.task = task
        self.offers = offers
        self.age = age
        self.isStale = isStale
        self.notices = notices
    }

    /// The providers that can be asked for the task now, in the Hub's order; the first is the Hub's choice.
    package var usable: [Offer] { offers.filter(\.isUsable) }

    /// One provider that serves the model.
    package struct Offer: Hashable, Sendable {
        /// Its name on the Hub, sanitised; the program may not know it.
        package var provider: String
        /// Of its entry for the task, or of its first one when it has none.
        package var status: Status
        /// What it makes of the model, in the Hub's words, sanitised.
        package var tasks: [String]
        /// Whether the program knows how to ask this provider for the task.
        package var isSpoken: Bool
        /// Whether it can be asked for the task now: served for it, live, and spoken to.
        package var isUsable: Bool

        package init(
            provider: String,
            status: Status,
            tasks: [String],
            isSpoken: Bool,
            isUsable: Bool
        ) {
            self.provider = provider
            self.status = status
            self.tasks = tasks
            self.isSpoken = isSpoken
            self.isUsable = isUsable
        }
    }

    /// Whether a provider serves a model now.
    package enum Status: Hashable, Sendable {
        case live
        /// Only the provider's own people see it.
        case staging
        /// It failed the Hub's last check.
        case error
        /// A word that the Hub has added since.
        case other(String)
    }
}
