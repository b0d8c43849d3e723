/// Which service a path belongs to. One port speaks for all of them but the media host.
///
/// | Path | Service |
/// |---|---|
/// | `/{provider}/…` | the router, with a Hugging Face token (huggingface.js `lib/makeRequestOptions.ts`) |
/// | `/own/{provider}/…` | the provider's own host, with a key of its own (huggingface.js `lib/makeRequestOptions.ts`) |
/// | `/api/…` | the Hub (hub-docs `inference-providers/hub-api.md`) |
/// | `/endpoints/{name}` | a user's own endpoint (hf-endpoints-documentation `guides/autoscaling.md`) |
/// | `/v2/endpoint/{namespace}/{name}` | the management of endpoints (hf-endpoints-documentation `guides/autoscaling.md`) |
/// | anything else | the direct shape, whatever the path (huggingface.js `providers/hf-inference.ts`) |
enum SimulatedRoute: Sendable {
    case provider(any ProviderRoad, RoadCall)
    case hub
    case endpoint(String, rest: [String])
    case management([String])
    case direct

    init(_ request: ReceivedRequest) {
        let parts = request.pathPieces
        let isOwn = parts.first == "own"
        let road = parts.dropFirst(isOwn ? 1 : 0)
        if let name = road.first, let provider = RoadTable.road(name) {
            let segments = Array(road.dropFirst())
            self = .provider(
                provider,
                RoadCall(request, provider: provider.provider, segments: segments, isRouted: !isOwn)
            )
            return
        }
        switch parts.first {
        case "api": self = .hub
        case "endpoints" where parts.count > 1:
            self = .endpoint(parts[1], rest: Array(parts.dropFirst(2)))
        case "v2" where parts.starts(with: ["v2", "endpoint"]): self = .management(Array(parts.dropFirst(2)))
        default: self = .direct
        }
    }
}
