import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct EndpointRoadTests {
    private func call(_ it: RunningSimulator, _ name: String, hold: String? = nil) async throws -> RawAnswer {
        let request = RawRequest.call("a boat", path: "/endpoints/\(name)")
        return try await it.send(hold.map { request.adding("X-Scale-Up-Timeout", $0) } ?? request)
    }

    private func state(_ it: RunningSimulator, _ name: String) async throws -> String {
        try await it.get("/v2/endpoint/someone/\(name)").json?.text("status.state") ?? ""
    }

    @Test func `an endpoint that runs makes a video, for those with a token`() async throws {
        try await withSimulator { it async throws in
            #expect(try await call(it, "mine").body == Clip.sea.bytes)
            let stranger = RawRequest.call("x", path: "/endpoints/mine").without("Authorization")
            #expect(try await it.send(stranger).status == 401)
            #expect(try await it.get("/endpoints/mine/health").status == 200)
        }
    }

    @Test func `an endpoint that sleeps wakes by a call`() async throws {
        try await withSimulator { it async throws in
            #expect(try await state(it, "sleeping") == "scaledToZero")
            let first = try await call(it, "sleeping")
            #expect(first.status == 503 && first.text == "503 Service Unavailable")
            #expect(try await state(it, "sleeping") == "initializing")
            #expect(try await it.get("/endpoints/sleeping/health").status == 200)
            #expect(try await call(it, "sleeping").status == 200)
            #expect(try await state(it, "sleeping") == "running")
        }
    }

    @Test func `a call that may wait long enough is held, and a shorter one is sent away`() async throws {
        try await withSimulator { it async throws in
            #expect(try await call(it, "sleeping-b", hold: "5").status == 503)
            #expect(try await call(it, "sleeping-b", hold: "600").status == 200)
        }
    }

    @Test func `waking takes its time by the clock`() async throws {
        let clock = ManualClock()
        var configuration = SimulatorConfiguration(pace: 0.01)
        configuration.now = { clock.now }
        try await withSimulator(configuration) { it async throws in
            for _ in 1...4 { #expect(try await call(it, "sleeping").status == 503) }
            clock.now = .milliseconds(119)
            #expect(try await call(it, "sleeping").status == 503)
            clock.now = .milliseconds(120)
            #expect(try await call(it, "sleeping").status == 200)
        }
    }

    @Test func `an endpoint that is paused never wakes by a call, and resumes when told`() async throws {
        try await withSimulator { it async throws in
            for _ in 1...3 {
                let answer = try await call(it, "paused", hold: "600")
                #expect(answer.status == 400 && answer.text == #"{"error":"Bad Request: Invalid state"}"#)
            }
            #expect(try await state(it, "paused") == "paused")
            let resumed = try await it.post("/v2/endpoint/someone/paused/resume", "")
            #expect(resumed.json?.text("status.state") == "initializing")
            #expect(try await state(it, "paused") == "initializing")
            #expect(try await state(it, "paused") == "running")
            let again = try await it.post("/v2/endpoint/someone/paused/resume", "")
            #expect(again.status == 400 && again.text.contains("already running"))
            _ = try await it.post("/v2/endpoint/someone/paused/scale-to-zero", "")
            #expect(try await state(it, "paused") == "scaledToZero")
            _ = try await it.post("/v2/endpoint/someone/paused/pause", "")
            #expect(try await call(it, "paused").status == 400)
        }
    }

    @Test func `an endpoint that failed says so and has no address`() async throws {
        try await withSimulator { it in
            let answer = try await it.get("/v2/endpoint/someone/failed-one")
            #expect(answer.json?.text("status.state") == "failed" && answer.json?.at("status.url") == nil)
            #expect(try await call(it, "failed-one").status == 502)
            let running = try await it.get("/v2/endpoint/someone/mine")
            #expect(running.json?.text("status.url") == "\(it.baseURL)/endpoints/mine")
        }
    }
}
