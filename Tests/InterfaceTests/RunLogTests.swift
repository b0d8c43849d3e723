import Foundation
import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

/// The page that lists every exchange of a run.
struct RunLogTests {
    private let exchanges = [
        Exchange(
            date: Sample.now.date,
            attempt: 1,
            method: "POST",
            address: "https://abc.endpoints.huggingface.cloud/models/Wan-AI/Wan2.2-T2V",
            status: 503,
            seconds: 0.42,
            bytes: 66,
            request: "authorization: Bearer hf_•••\ncontent-type: application/json\n\n"
                + #"{"inputs":"paper boat","parameters":{"seed":78}}"#,
            answer: "content-type: application/json\nx-request-id: Root=1-abc\n\n"
                + #"{"error":"Model is loading","estimated_time":20}"#,
            failure: "The model is loading."
        ),
        Exchange(
            date: Sample.now.date.addingTimeInterval(21),
            attempt: 2,
            method: "POST",
            address: "https://abc.endpoints.huggingface.cloud/models/Wan-AI/Wan2.2-T2V",
            status: 200,
            seconds: 71.2,
            bytes: 7_436_291,
            answer: "content-type: video/mp4"
        ),
    ]

    private let timeline = [
        TimelineEntry(date: Sample.now.date, kind: .queued, attempt: 0),
        TimelineEntry(
            date: Sample.now.date.addingTimeInterval(1),
            kind: .waiting,
            attempt: 1,
            text: "model_loading: Model is loading",
            seconds: 20
        ),
    ]

    private func open(_ size: Size) -> AppState {
        var state = Sample.state(size.columns, size.rows)
        state.load(Sample.history)
        state.happen(Sample.events)
        state.press(.alt("2"), .character("j"), .character("l"))
        return state
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `requests, answers and the waits between are told in their order`(_ size: Size) {
        var state = open(size)
        state.on(.result(.logLoaded(GenerationID(214), exchanges, timeline)))
        let name = "log-\(size.columns)x\(size.rows)"
        if let difference = Snapshot.difference(AppView.frame(state).snapshot, name: name) {
            Issue.record(Comment(rawValue: difference))
        }
    }

    @Test func `it opens from the runs and the details, scrolls, and goes with Esc`() {
        var state = open(Size(columns: 80, rows: 24))
        #expect(state.press(.character("G")) == [])
        state.on(.result(.logLoaded(GenerationID(214), exchanges, timeline)))
        state.press(.character("G"))
        #expect(AppView.frame(state).plainText.contains("7.4 MB"))
        state.press(Key(.escape))
        #expect(state.overlays.isEmpty)
        state.press(.character("i"))
        #expect(state.press(.character("l")) == [.loadLog(GenerationID(214))])
    }

    @Test func `it is read again when its run goes on, and another's answer is left alone`() {
        var state = open(Size(columns: 80, rows: 24))
        state.on(.result(.logLoaded(GenerationID(213), exchanges, timeline)))
        #expect(AppView.frame(state).plainText.contains("Reading it"))
        state.on(.result(.logFailed(GenerationID(214), reason: "The library is busy.")))
        #expect(AppView.frame(state).plainText.contains("The library is busy."))
        let effects = state.on(
            .generation(Sample.event(214, .downloading(DownloadProgress(bytes: 1, total: 2))))
        )
        #expect(effects.contains(.loadLog(GenerationID(214))))
    }

    @Test func `hostile answers break nothing, at any width`() {
        let hostile = "\u{1B}[31m 東京 👩‍👩‍👧 سماء e\u{301}" + String(repeating: "x", count: 3_000)
        let exchange = Exchange(
            date: Sample.now.date,
            attempt: -1,
            method: hostile,
            address: hostile,
            status: -7,
            seconds: .nan,
            bytes: -5,
            request: hostile,
            answer: hostile,
            failure: hostile
        )
        for columns in [1, 2, 20, 21, 40, 80] {
            var state = open(Size(columns: columns, rows: 12))
            state.on(.result(.logLoaded(GenerationID(214), [exchange], timeline)))
            state.press(.character("G"))
            #expect(!AppView.frame(state).plainText.contains("\u{1B}"))
        }
    }

    @Test func `a run that was never sent says so`() {
        var state = open(Size(columns: 80, rows: 24))
        state.on(.result(.logLoaded(GenerationID(214), [], [])))
        #expect(AppView.frame(state).plainText.contains("Nothing was asked of a server yet."))
    }
}
