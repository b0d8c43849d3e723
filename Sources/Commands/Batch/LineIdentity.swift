import Foundation
import Generations
import Server

/// What makes a line of a file the same one again: the file's place, and everything that is seen in the video. Who
/// makes it, where it is kept and how long is waited are no part of it, so that a run may go on with another provider.
struct LineIdentity: Hashable, Sendable {
    /// The path of the file; `-` for what has none.
    var file: String
    var prompt: String
    var model: ModelID
    /// Those that were given: a seed that is drawn is none.
    var parameters: VideoParameters
    var image: String?
    var keyframeModel: String?
    /// Which of several equal lines, or takes, from 0 on.
    var occurrence = 0

    /// The UUID of the generation that is made of the line: the same whenever the same line is run.
    ///
    /// - Parameter round: how often the line was made, or has failed, before.
    func uuid(round: Int) -> UUID {
        let text = JSONText.array([
            .string("rushes generate --file"), .optional(round), .optional(occurrence), .string(file),
            .string(prompt), .string(model.rawValue),
            .object(GenerationWire.parameters(parameters)), .optional(image), .optional(keyframeModel),
        ]).text
        return Self.uuid(of: text.utf8)
    }

    /// FNV-1a in 128 bits in the form of a UUID of version 8. Libraries hold it, so it must never become another.
    static func uuid(of bytes: some Sequence<UInt8>) -> UUID {
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for byte in bytes { hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b }
        hash = hash & ~(0xF << 76) | 0x8 << 76
        hash = hash & ~(0x3 << 62) | 0x2 << 62
        return withUnsafeBytes(of: hash.bigEndian) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
