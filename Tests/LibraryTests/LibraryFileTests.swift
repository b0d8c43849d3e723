import Foundation
import GRDB
import Generations
import Synchronization
import Testing

@testable import Library

struct LibraryFileTests {
    private func open(_ folder: String) throws -> LibraryDatabase {
        try LibraryDatabase.open(folder: folder, now: { present })
    }

    @Test func `the library is its owner's alone`() async throws {
        try await withFolder { folder in
            let library = try open(folder + "/a/b")
            try await library.insertSample()
            #expect(try FileSystem.facts(folder + "/a/b").mode == 0o700)
            for suffix in ["", "-wal", "-shm"] {
                #expect(
                    try FileSystem.facts(folder + "/a/b/library.sqlite" + suffix).mode == 0o600,
                    "\(suffix)"
                )
            }
        }
    }

    @Test func `a folder that is there keeps its permissions`() async throws {
        try await withFolder { folder in
            chmod(folder, 0o755)
            _ = try open(folder)
            #expect(try FileSystem.facts(folder).mode == 0o755)
        }
    }

    @Test func `what was written is there when it is opened again`() async throws {
        try await withFolder { folder in
            let first = try open(folder)
            let generation = try await first.insert(.sample(.full))
            try first.close()
            #expect(FileManager.default.fileExists(atPath: folder + "/library.sqlite-wal") == false)
            #expect(try await open(folder).generation(generation.id) == generation)
        }
    }

    @Test func `two programs may use one library`() async throws {
        try await withFolder { folder in
            let (one, two) = (try open(folder), try open(folder))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for library in [one, two] {
                    group.addTask { for _ in 1...20 { try await library.insertSample() } }
                }
                try await group.waitForAll()
            }
            #expect(try await one.count() == 40)
            #expect(try await two.page(limit: 100).generations.map(\.id.rawValue) == (1...40).reversed())
        }
    }

    @Test func `a copy taken while it is open is whole`() async throws {
        try await withFolder { folder in
            let library = try open(folder + "/one")
            for _ in 1...5 { try await library.insertSample() }
            try FileManager.default.copyItem(atPath: folder + "/one", toPath: folder + "/two")
            #expect(try await open(folder + "/two").count() == 5)
        }
    }

    @Test func `a file that is no database is named and left alone`() async throws {
        try await withFolder { folder in
            let path = folder + "/library.sqlite"
            let text = Data(String(repeating: "not a database ", count: 100).utf8)
            try text.write(to: URL(fileURLWithPath: path))
            #expect(throws: LibraryError.notALibrary(path: path)) { _ = try open(folder) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
        }
    }

    @Test func `a folder that cannot be made is named with the system's words`() async throws {
        try await withFolder { folder in
            try Data().write(to: URL(fileURLWithPath: folder + "/file"))
            let inside = folder + "/file/library"
            #expect(throws: LibraryError.cannotOpen(path: inside, reason: "Not a directory")) {
                _ = try open(inside)
            }
        }
    }

    @Test func `a library of a newer version is named by its path`() async throws {
        try await withFolder { folder in
            let library = try open(folder)
            try await library.writer.write { database in
                try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 of the future')")
            }
            try library.close()
            #expect(throws: LibraryError.newerLibrary(path: folder + "/library.sqlite")) {
                _ = try open(folder)
            }
        }
    }

    @Test func `a full disk is told apart`() async throws {
        try await withFolder { folder in
            let library = try open(folder)
            try await library.writer.writeWithoutTransaction { database in
                let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
                try database.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
            let long = String(repeating: "word ", count: 20_000)
            await #expect(throws: LibraryError.diskFull) {
                for _ in 1...20 { try await library.insertSample(long) }
            }
        }
    }

    /// What a power cut does cannot be tried here; what SQLite is asked to do can be read.
    @Test func `new and ended generations are brought to the disk, others to the log`() async throws {
        try await withFolder { folder in
            let statements = Mutex<[String]>([])
            var configuration = LibraryDatabase.configuration()
            configuration.prepareDatabase { database in
                database.trace { event in
                    let text = event.description
                    if ["PRAGMA synchronous", "BEGIN", "COMMIT"].contains(where: text.hasPrefix) {
                        statements.withLock { $0.append(text) }
                    }
                }
            }
            let pool = try DatabasePool(path: folder + "/library.sqlite", configuration: configuration)
            let library = try LibraryDatabase(pool, now: { present })
            func traced(_ body: () async throws -> Void) async throws -> [String] {
                statements.withLock { $0 = [] }
                try await body()
                return statements.withLock { $0.map { $0.replacing(" TRANSACTION", with: "") } }
            }
            let safe = [
                "PRAGMA synchronous = FULL", "BEGIN IMMEDIATE", "COMMIT", "PRAGMA synchronous = NORMAL",
            ]

            var generation = try await library.insert(.sample())
            #expect(try await traced { _ = try await library.insert(.sample()) } == safe)
            generation.state = .running
            let running = try await traced { try await library.record(generation, timeline: []) }
            #expect(running == ["BEGIN IMMEDIATE", "COMMIT"])
            generation.state = .succeeded
            #expect(try await traced { try await library.record(generation, timeline: []) } == safe)
            generation.attempts = -1
            _ = try? await library.record(generation, timeline: [])
            let level = try await pool.writeWithoutTransaction { database in
                try Int.fetchOne(database, sql: "PRAGMA synchronous")
            }
            #expect(level == 1)
        }
    }
}
