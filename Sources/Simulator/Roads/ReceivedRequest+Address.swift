import Foundation

extension ReceivedRequest {
    /// The names and values of the query, decoded; of a name that comes twice the first.
    var query: [String: String] {
        Dictionary(queryItems.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// The names and values of the query, decoded, in their order.
    var queryItems: [Header] {
        guard let mark = uri.firstIndex(of: "?") else { return [] }
        return uri[uri.index(after: mark)...].split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                $0.replacing("+", with: " ").removingPercentEncoding ?? String($0)
            }
            return Header(parts[0], parts.count > 1 ? parts[1] : "")
        }
    }

    /// The pieces of the path, decoded.
    var pathPieces: [String] {
        path.split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
    }
}
