import ArgumentParser
import Foundation
import Generations
import Library

/// A generation on the command line: `214`, `#214`, or its UUID.
enum GenerationReference: Hashable, Sendable, ExpressibleByArgument {
    case number(GenerationID)
    case uuid(UUID)

    init?(argument: String) {
        let digits = argument.hasPrefix("#") ? argument.dropFirst() : argument[...]
        if let number = Int64(digits), number > 0 {
            self = .number(GenerationID(number))
        } else if let uuid = UUID(uuidString: argument) {
            self = .uuid(uuid)
        } else {
            return nil
        }
    }

    /// Looks the generation up.
    ///
    /// - Throws: `CommandFailure` with 66 when there is none.
    func find(in library: LibraryDatabase) async throws -> Generation {
        switch self {
        case .number(let id):
            guard let generation = try await library.generation(id) else { throw CommandFailure.unknown(id) }
            return generation
        case .uuid(let uuid):
            guard let generation = try await library.generation(uuid) else {
                throw CommandFailure(
                    .notFound,
                    "There is no generation \(uuid.uuidString.lowercased()) in this library.",
                    hint: "`rushes history` lists them."
                )
            }
            return generation
        }
    }
}
