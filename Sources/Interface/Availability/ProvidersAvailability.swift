import Generations

/// Whether another provider can be asked for what a generation wants.
enum ProvidersAvailability {
    static func of(_ generation: Generation) -> Availability {
        let id = generation.id
        guard generation.request.endpoint == nil else {
            return .because("\(id) goes to an endpoint of its own: no provider is chosen there.")
        }
        switch generation.state {
        case .failed, .held, .cancelled, .succeeded: return .available
        default: return .because("\(id) is not over: cancel it first, or let it go on.")
        }
    }
}
