import Foundation
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The short form of the fault suite, which `make faults` runs at length.
@Suite(.timeLimit(.minutes(10)))
struct FaultTests {
    @Test(.enabled(if: FaultTests.python != nil, "There is no Python to run the fault suite with."))
    func `nothing is lost to kills, a bad line, a full disk and wrong clocks`() async throws {
        let program = try #require(Self.python)
        let home = try Home()
        let output = home.path + "/temporary/faults.txt"
        try Data().write(to: URL(fileURLWithPath: output))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [Self.suite, rushesProgram, "--short"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: output)
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGTERM) } }
        while process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        let told = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
        #expect(process.terminationStatus == 0, "\(told)")
        #expect(told.contains("double submits 0\nlost jobs 0\ncorrupt files 0"), "\(told)")
    }

    private static let suite = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Faults/faults.py").path

    private static let python = (ProcessInfo.processInfo.environment["PATH"] ?? "")
        .split(separator: ":").map { $0 + "/python3" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}
