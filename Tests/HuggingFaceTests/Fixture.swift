import Foundation
import Generations
import NIOHTTP1
import Testing

@testable import HuggingFace

/// One recorded exchange from `Fixtures/`.
struct Fixture {
    let name: String
    let request: ParameterValue
    let url: String
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]
    let expected: ParameterValue?

    init(_ name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name + ".json")))
        let json = try #require(JSONText.value(bytes))
        let response = try #require(json["response"])
        self.name = name
        request = try #require(json["request"])
        url = try #require(request["url"]?.text)
        status = Int(try #require(response["status"]?.double))
        var headers = HTTPHeaders()
        if case .object(let members) = response["headers"] {
            for (name, value) in members {
                for value in value.list ?? [value] {
                    if case .string(let text) = value { headers.add(name: name, value: text) }
                }
            }
        }
        self.headers = headers
        switch response["body"] {
        case .string(let text): body = Array(text.utf8)
        case _?: body = try Self.raw(bytes)
        case nil: body = [UInt8](Data(base64Encoded: response["body_base64"]?.text ?? "") ?? Data())
        }
        expected = json["expected"]
    }

    /// The recorded body as it is written, with its order and its nulls.
    private static func raw(_ bytes: [UInt8]) throws -> [UInt8] {
        let members = JSONMembers.members(of: bytes[...])
        let response = try #require(members.first { $0.key == "response" })
        let body = try #require(JSONMembers.members(of: response.value).first { $0.key == "body" })
        return Array(body.value)
    }

    /// The recorded answer, for a provider's reader.
    func answer(_ purpose: ErrorMapping.Purpose = .job) throws -> ProviderAnswer {
        let mapping = ErrorMapping(
            host: try URLParts(url).host,
            token: FoundToken(
                token: try #require(try AccessToken("hf_abcdefghijklm0123")),
                source: "HF_TOKEN"
            ),
            purpose: purpose,
            now: Date(timeIntervalSince1970: 0)
        )
        return ProviderAnswer(status: status, headers: headers, body: body, mapping: mapping)
    }

    /// The error that the recorded answer means.
    func error(token: Bool = true, now: Date = Date(timeIntervalSince1970: 0)) throws -> InferenceError {
        let host = try URLParts(url).host
        let found = FoundToken(
            token: try #require(try AccessToken("hf_abcdefghijklm0123")),
            source: "HF_TOKEN"
        )
        return ErrorMapping(host: host, token: token ? found : nil, now: now)
            .error(status: status, headers: headers, body: body)
    }
}
