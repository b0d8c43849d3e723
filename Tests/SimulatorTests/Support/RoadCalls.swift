import Foundation
import Testing

@testable import Simulator

/// Requests on the roads of providers, and what their answers hold.
extension RunningSimulator {
    /// Posts JSON to a path.
    func post(_ path: String, _ body: String, token: String = "Bearer hf_test") async throws -> RawAnswer {
        try await send(.road("POST", path, token: token, body: body))
    }

    /// Gets a path with a token.
    func get(_ path: String, token: String = "Bearer hf_test") async throws -> RawAnswer {
        try await send(.road("GET", path, token: token))
    }

    /// Gets an address of the media host, without a token.
    func fetch(_ address: String, headers: [(String, String)] = []) async throws -> RawAnswer {
        #expect(address.hasPrefix(mediaURL + "/"))
        var request = RawRequest.get(String(address.dropFirst(mediaURL.count)))
        request.headers += headers
        return RawAnswer(try await RawClient.exchange(mediaPort, sending: request.bytes))
    }

    /// Asks again and again until the answer is as wanted.
    func poll(_ path: String, until isEnough: (JSON) -> Bool) async throws -> [JSON] {
        var answers: [JSON] = []
        for _ in 1...20 {
            let answer = try #require(try await get(path).json)
            answers.append(answer)
            if isEnough(answer) { return answers }
        }
        return answers
    }

    /// The only job that there is.
    func onlyJob() async throws -> SimulatedJob {
        let jobs = await jobs
        #expect(jobs.count == 1)
        return try #require(jobs.first)
    }
}

extension RawRequest {
    /// A request with a token and perhaps a JSON body.
    static func road(_ method: String, _ path: String, token: String?, body: String? = nil) -> RawRequest {
        var request = RawRequest(
            method: method,
            path: path,
            headers: [("Host", "127.0.0.1"), ("Connection", "close")],
            contentType: body == nil ? nil : "application/json",
            body: Array((body ?? "").utf8)
        )
        if let token { request.headers.append(("Authorization", token)) }
        return request
    }
}

extension RawAnswer {
    /// The body, when it is JSON.
    var json: JSON? { JSON(body) }
}

extension JSON {
    /// The value at a place such as `data.urls.get` or `images.0.url`.
    func at(_ place: String) -> JSON? {
        place.split(separator: ".").reduce(JSON?.some(self)) { value, step in
            guard let index = Int(step) else { return value?[String(step)] }
            return value.flatMap { $0.values.indices.contains(index) ? $0.values[index] : nil }
        }
    }

    /// The text at a place.
    func text(_ place: String) -> String {
        at(place)?.string ?? ""
    }
}

/// The path of an address, query included, as a client takes it over to the router.
func path(of address: String) -> String {
    let rest = address.drop { $0 != ":" }.dropFirst(3)
    return String(rest.drop { $0 != "/" })
}
