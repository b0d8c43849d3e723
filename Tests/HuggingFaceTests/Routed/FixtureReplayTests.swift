import Foundation
import Generations
import Testing

@testable import HuggingFace

/// Every recorded exchange once more, now from a server on loopback through the whole client.
@Suite(.timeLimit(.minutes(2))) struct FixtureReplayTests {
    // MARK: Providers

    @Test(arguments: ProviderFixtureTests.table)
    func `a provider's answer means the same over the wire`(
        row: (name: String, provider: InferenceProvider, step: ProviderFixtureTests.Step, outcome: String)
    ) async throws {
        try await replay(row.name, servedBy: row.provider) { road, _ in
            let outcome = try await outcome(
                row.step,
                of: row.provider,
                on: road,
                isPicture: try Fixture(row.name).isPicture
            )
            // What a result says beside its address goes with the job, and there is none when it comes at once.
            let isAtOnce = row.step == .submit && !row.outcome.hasPrefix("job")
            var expected = row.outcome
            if isAtOnce, let end = expected.firstRange(of: ", ") {
                expected = String(expected[..<end.lowerBound])
            }
            expected = expected.replacing("failed: ", with: isAtOnce ? "throws " : "failed: ")
            guard expected.hasSuffix("…") else { return #expect(outcome == expected) }
            #expect(outcome.hasPrefix(expected.dropLast()), "\(outcome)")
        }
    }

    private func outcome(
        _ step: ProviderFixtureTests.Step,
        of provider: InferenceProvider,
        on road: Road,
        isPicture: Bool
    ) async throws -> String {
        var request = try Road.request("o/n", provider: provider.rawValue)
        if isPicture { request.task = .textToImage }
        let id = try #require(JobID("a"))
        let job = RemoteJob(provider: provider, id: id, route: .router, path: "/jobs/a")
        do {
            return try await road.with { client in
                switch step {
                case .submit: Self.words(try await road.submit(request, client), road.sink.bytes.count)
                case .poll: OutcomeWords.of(try await client.status(of: job, for: request) { _ in }.status)
                case .result: OutcomeWords.of(try await client.result(of: job, for: request) { _ in }.status)
                case .cancel: "\(try await client.cancel(job, for: request) { _ in })"
                }
            }
        } catch let error as InferenceError {
            #expect(error.detail.provider == provider.rawValue)
            return "throws " + OutcomeWords.of(error)
        }
    }

    private static func words(_ answer: SubmitAnswer, _ bytes: Int) -> String {
        switch answer {
        case .job(let job, let report): "job \(job.id), " + OutcomeWords.of(report.status)
        case .address(let address, _): address
        case .video: "\(bytes) bytes"
        case .needsImage: "needs an image"
        }
    }

    // MARK: Errors

    @Test(arguments: ErrorMappingTests.table)
    func `an error means the same over the wire`(row: (String, String, String)) async throws {
        try await replay(row.0, servedBy: .falAI) { _, server in
            let error = try #require(await Exchange(endpoint: server.address).failure())
            #expect(ErrorMappingTests.kind(of: error) == row.1)
            #expect(error.detail.message.hasPrefix(row.2), "\(error.detail.message)")
            #expect(error.detail.status == (try Fixture(row.0).status))
        }
    }

    @Test(arguments: ErrorMappingTests.table.filter { $0.0.hasPrefix("router-") })
    func `an error of the router names who was asked and who else could do it`(
        row: (String, String, String)
    ) async throws {
        try await replay(row.0, servedBy: .falAI, .replicate) { road, _ in
            let error = try #require(await road.failure(try Road.request("o/n")))
            #expect(ErrorMappingTests.kind(of: error) == row.1)
            #expect(error.detail.provider == "fal-ai")
            #expect(error.detail.others == ["replicate"])
            let offersOther = ["unsupported", "modelNotFound", "providerNotBillable"].contains(row.1)
            #expect(error.failure().hint.contains("Choose another provider: replicate.") == offersOther)
        }
    }

    // MARK: The Hub

    /// The recorded answer about a model, and who serves it by it; what is usable for the task has a star.
    static let hub: [(String, InferenceTask, String)] = [
        ("hub-mapping-wan22-ti2v", .textToVideo, "*fal-ai *replicate *wavespeed"),
        ("hub-mapping-task-mismatch", .textToVideo, "*fal-ai wavespeed"),
        ("hub-mapping-versioned-replicate", .textToImage, "*fal-ai *replicate"),
        ("hub-mapping-with-staging", .textToVideo, "fireworks-ai sambanova hf-inference nebius novita"),
        ("hub-mapping-flux-dev", .textToVideo, "…"), ("hub-mapping-bfl-era", .textToVideo, "…"),
        ("hub-mapping-sdxl", .textToVideo, "…"), ("hub-inference-absent", .textToVideo, ""),
        ("hub-inference-warm", .textToVideo, ""), ("hub-pipeline-tag", .textToVideo, ""),
        ("hub-307-renamed-model-1", .textToVideo, ""), ("hub-307-renamed-model-2", .textToVideo, ""),
        ("hub-401-missing-or-private", .textToVideo, "modelNotFound"),
        ("hub-404-repo-not-found", .textToVideo, "modelNotFound"),
    ]

    @Test(arguments: hub)
    func `what the Hub says of a model means the same over the wire`(
        row: (name: String, task: InferenceTask, outcome: String)
    ) async throws {
        try await replay(row.name) { road, server in
            let model = try #require(ModelID("o/n"))
            do {
                let offers = try await road.with { try await $0.offers(of: model, task: row.task) }
                let words = offers.offers.map { ($0.isUsable ? "*" : "") + $0.provider }.joined(
                    separator: " "
                )
                if row.outcome == "…" {
                    #expect(offers.offers.count >= 4 && offers.usable.isEmpty)
                } else {
                    #expect(words == row.outcome)
                }
                let isRenamed = row.name == "hub-307-renamed-model-1"
                #expect(server.requests.count == (isRenamed ? 2 : 1))
                if isRenamed {
                    #expect(offers.notices == ["o/n is called google-bert/bert-base-uncased now."])
                }
            } catch let error as InferenceError {
                #expect(ErrorMappingTests.kind(of: error) == row.outcome)
            }
        }
    }

    @Test(arguments: ["hub-list-text-to-video", "rate-200-capital-header-names", "rate-200-no-policy"])
    func `lists of the Hub are read over the wire`(name: String) async throws {
        try await replay(name) { road, _ in
            let page = try await road.with { try await $0.models(ModelQuery(), at: nil) }
            #expect(page.models.count == (name.hasPrefix("hub") ? 3 : 0))
        }
    }

    @Test(arguments: tokens)
    func `whose a token is, is read over the wire`(name: String) async throws {
        try await replay(name) { road, server in
            switch try await road.with({ try await $0.checkToken() }).outcome {
            case .identity: #expect(name != "whoami-401")
            case .refused(let error): #expect(ErrorMappingTests.kind(of: error) == "invalidToken HF_TOKEN")
            case .noToken: #expect(Bool(false))
            }
            #expect(server.requests.count == 1)
        }
    }

    static let tokens = [
        "whoami-user", "whoami-fine-grained", "whoami-fine-grained-without-permission", "whoami-401",
    ]

    // MARK: Media

    /// The recorded file, and what a download of it comes to; the pictures' recordings hold their beginning only.
    static let media: [(String, String)] = [
        ("fal-sync-video-hunyuan-2", "video"), ("replicate-video-mochi-2", "video"),
        ("cdn-fal-image", "notAVideo"), ("cdn-replicate-image", "notAVideo"),
    ]

    @Test(arguments: media)
    func `a file is taken for what its bytes are`(name: String, outcome: String) async throws {
        try await replay(name) { road, server in
            do {
                let address = server.address + "/file"
                try await road.with { client in
                    let answer = try await client.download(
                        address,
                        after: nil,
                        for: try Road.request("o/n"),
                        into: road.sink
                    ) { _ in }
                    guard case .video = answer else { return #expect(Bool(false)) }
                }
                #expect(outcome == "video")
                #expect(road.sink.bytes == (try Fixture(name).body))
            } catch let error as InferenceError {
                #expect(ErrorMappingTests.kind(of: error) == outcome)
            }
            #expect(server.requests.allSatisfy { !$0.lowercased().contains("authorization") })
        }
    }

    @Test func `every recorded exchange is replayed`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
            .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
        let lists = ["hub-list-text-to-video", "rate-200-capital-header-names", "rate-200-no-policy"]
        let replayed =
            ProviderFixtureTests.table.map(\.0) + ErrorMappingTests.table.map(\.0) + Self.hub.map(\.0)
            + Self.media.map(\.0) + Self.tokens + lists
        #expect(Set(names).subtracting(replayed) == [])
        #expect(names.count > 100)
    }

    // MARK: The server

    /// Runs a test against a server that answers everything with a recorded answer; but a question to the Hub with a
    /// mapping to some providers, if there are any.
    private func replay(
        _ name: String,
        servedBy providers: InferenceProvider...,
        test: (Road, RawServer) async throws -> Void
    ) async throws {
        let fixture = try Fixture(name)
        let renamed = try Fixture("hub-307-renamed-model-2")
        let task = fixture.isPicture ? "text-to-image" : "text-to-video"
        let entries = providers.map {
            #""\#($0.rawValue)":{"status":"live","providerId":"x/y","task":"\#(task)"}"#
        }
        let mapping = #"{"id":"o/n","inferenceProviderMapping":{\#(entries.joined(separator: ","))}}"#
        try await withRawServer { connection in
            let request = try await connection.request()
            if request.hasPrefix("GET /api/models/o/n?"), !providers.isEmpty {
                try await connection.answer("200 OK", mapping)
            } else if request.hasPrefix("GET /api/models/google-bert/") {
                try await connection.answer(renamed)
            } else {
                try await connection.answer(fixture)
            }
        } test: { server in
            try await test(Road(base: server.address), server)
        }
    }
}

extension Fixture {
    /// Whether it is of a picture's making.
    var isPicture: Bool {
        ["image", "nscale", "zai"].contains { name.contains($0) }
    }
}

extension RawConnection {
    /// The recorded answer, framed anew: of some only the beginning was kept.
    fileprivate func answer(_ fixture: Fixture) async throws {
        let framing: Set = ["content-length", "transfer-encoding", "content-encoding", "connection"]
        let headers = fixture.headers.filter { !framing.contains($0.name.lowercased()) }
            .map { "\($0.name): \($0.value)" }
        try await answer("\(fixture.status) Recorded", headers: headers, body: fixture.body)
    }
}
