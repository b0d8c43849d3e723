import Generations

/// Writes what cannot be asked for again: where the disk refuses it, it is told and waited for. The server is held
/// meanwhile, because nothing more is read from it.
struct PatientSink: VideoSink {
    let sink: any VideoSink
    /// Returns when it is time to try again; false when the exchange was broken off. Gets what there is of the video
    /// when all of it has come in.
    let wait: @Sendable (VideoStoreError, _ whole: PartialDownload?) async -> Bool

    var path: String { sink.path }
    var offset: Int64 { get async { await sink.offset } }

    func write(_ bytes: [UInt8]) async throws(VideoStoreError) {
        while true {
            do throws(VideoStoreError) {
                return try await sink.write(bytes)
            } catch {
                guard await wait(error, nil) else { throw error }
            }
        }
    }

    func startOver() async throws(VideoStoreError) { try await sink.startOver() }

    var isWhole: Bool { get async { await sink.isWhole } }

    func finish(naming: @Sendable (UInt64) async -> Void) async throws -> VideoFile {
        while true {
            do {
                return try await sink.finish(naming: naming)
            } catch let error as VideoStoreError {
                let whole = PartialDownload(path: path, address: "", total: await offset)
                guard await wait(error, whole) else { throw error }
            }
        }
    }

    func keep() async { await sink.keep() }

    func discard() async { await sink.discard() }
}
