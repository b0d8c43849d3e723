import Foundation
import Generations

@testable import Library

func files(_ folder: String) -> VideoFiles {
    VideoFiles(folder: folder, timeZone: .gmt)
}

func generation(_ number: Int64 = 1, output: String? = nil) -> Generation {
    Generation(
        id: GenerationID(number),
        uuid: UUID(),
        request: .sample(output: output),
        createdAt: present.date
    )
}

func save(_ sink: any VideoSink) async throws -> VideoFile {
    try await sink.write(MP4Builder.file)
    return try await sink.finish { _ in }
}

func make(_ path: String, _ text: String = "") throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
}

func bytes(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
}

func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
}

func mode(_ path: String) throws -> mode_t {
    try FileSystem.facts(path).mode
}
