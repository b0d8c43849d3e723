import Generations
import Hummingbird
import NIOCore
import Synchronization

/// What is known of a request beside itself.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection that it came on.
    let channel: any Channel
    let note = RequestNote()

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

/// What the routes tell the log of a request.
final class RequestNote: Sendable {
    private struct State {
        var id: GenerationID?
        var isStreamed = false
        var text: String?
    }

    private let state = Mutex(State())

    /// The generation that it is about.
    var id: GenerationID? {
        get { state.withLock { $0.id } }
        set { state.withLock { $0.id = newValue } }
    }

    /// Whether its answer takes a while to send.
    var isStreamed: Bool {
        get { state.withLock { $0.isStreamed } }
        set { state.withLock { $0.isStreamed = newValue } }
    }

    /// What a person should know.
    var text: String? {
        get { state.withLock { $0.text } }
        set { state.withLock { $0.text = newValue } }
    }
}
