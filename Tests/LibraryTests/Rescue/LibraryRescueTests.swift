import Foundation
import GRDB
import Generations
import Testing

@testable import Library

/// A damaged library is kept aside, and what can be read of it goes on.
struct LibraryRescueTests {
    private func open(_ folder: String, videos: String? = nil) throws -> LibraryDatabase {
        try LibraryDatabase.open(folder: folder, videos: videos, now: { present })
    }

    /// A library with so many generations, closed.
    private func make(_ folder: String, count: Int) async throws {
        let library = try open(folder)
        for number in 1...count {
            let text = String(repeating: "a harbour at dawn ", count: 20) + String(number)
            try await library.insertSample(text, state: .succeeded)
        }
        try await library.save(SavedPrompt(name: "kept", prompt: "p", updatedAt: present.date))
        try library.close()
    }

    /// Overwrites pages of a library, counted from 1.
    private func damage(_ folder: String, pages: Range<Int>) throws {
        let file = try FileSystem.open(folder + "/library.sqlite", flags: O_RDWR)
        defer { FileSystem.close(file) }
        for page in pages {
            let bytes = [UInt8](repeating: 0xa5, count: 4_096)
            try FileSystem.write(bytes, to: file, at: Int64(page - 1) * 4_096)
        }
    }

    /// Reads everything, as a user does who looks through the history.
    private func comeUponIt(_ folder: String) async throws {
        let library = try open(folder)
        var error: LibraryError?
        do throws(LibraryError) {
            _ = try await library.read {
                try Row.fetchAll($0, sql: "SELECT * FROM generations NOT INDEXED").count
            }
        } catch let found {
            error = found
        }
        guard case .damaged? = error else { throw CancellationError() }
        // Nobody mends what another program uses.
        #expect(throws: LibraryError.self) { _ = try open(folder) }
        try Data().write(to: URL(fileURLWithPath: folder + "/library.sqlite.check"))
        try library.close()
    }

    @Test func `rows around a damaged page are saved, and it is said where the rest is`() async throws {
        try await withFolder { folder in
            try await make(folder, count: 200)
            let bytes = try bytes(folder + "/library.sqlite")
            let text = Array("harbour at dawn 100".utf8)
            let place = try #require(bytes.firstRange(of: text))
            try damage(folder, pages: place.lowerBound / 4_096 + 1..<place.lowerBound / 4_096 + 2)

            try await comeUponIt(folder)
            #expect(FileManager.default.fileExists(atPath: folder + "/library.sqlite.check"))

            let library = try open(folder)
            let report = try #require(library.rescue)
            #expect(report.keptAs == "library.sqlite.damaged-2027-01-15")
            #expect(report.saved >= 180 && report.saved < 200)
            #expect(try await library.count() == report.saved)
            #expect(FileManager.default.fileExists(atPath: folder + "/" + report.keptAs))
            #expect(try await library.insertSample("new").id == GenerationID(201))
            #expect(try await library.savedPrompts().map(\.name) == ["kept"])
            #expect(try await library.prompts(HistoryQuery(text: "harbour 7")).isEmpty == false)
            try library.close()
            #expect(try open(folder).rescue == nil)
        }
    }

    @Test func `videos come back from their own recipes when nothing can be read`() async throws {
        try await withFolder { folder in
            let library = try open(folder + "/library")
            var made: [Generation] = []
            for number in 1...3 {
                var generation = try await library.insert(.sample(.sample("boat \(number)")))
                let store = VideoFiles(folder: folder + "/videos", timeZone: .gmt, keepsRecipes: true)
                generation.video = try await save(try await store.beginVideo(for: generation))
                generation.state = .succeeded
                try await library.record(generation, timeline: [])
                made.append(generation)
            }
            try library.close()
            try damage(folder + "/library", pages: 1..<60)
            let size = try bytes(folder + "/library/library.sqlite").count

            let new = try open(folder + "/library", videos: folder + "/videos")
            #expect(size % 4_096 == 0)
            #expect(new.rescue?.indexed == 3)
            for generation in made {
                let found = try #require(try await new.generation(generation.uuid))
                #expect(found.id == generation.id && found.state == .succeeded)
                #expect(found.request == generation.request && found.video == generation.video)
            }
            #expect(try await new.prompts(HistoryQuery(text: "boat 2")) == ["boat 2"])
        }
    }

    @Test func `what a killed rescue has begun is ended`() async throws {
        try await withFolder { folder in
            try await make(folder, count: 3)
            try FileManager.default.moveItem(
                atPath: folder + "/library.sqlite",
                toPath: folder + "/library.sqlite.rescued"
            )
            #expect(try await open(folder).count() == 3)
        }
    }

    @Test func `programs that start at once make one library`() async throws {
        try await withFolder { folder in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...6 {
                    group.addTask {
                        let library = try open(folder)
                        try await library.insertSample()
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await open(folder).count() == 6)
        }
    }

    @Test func `a library of a newer program is refused and stays as it is`() async throws {
        try await withFolder { folder in
            try await make(folder, count: 2)
            let path = folder + "/library.sqlite"
            let queue = try DatabaseQueue(path: path)
            try await queue.write { database in
                try database.execute(sql: "ALTER TABLE generations ADD COLUMN of_the_future TEXT")
                try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('6 of the future')")
            }
            try queue.close()
            #expect(throws: LibraryError.newerLibrary(path: path)) { _ = try open(folder) }
            let kept = try DatabaseQueue(path: path)
            let rows = try await kept.read { database in
                try Row.fetchAll(database, sql: "SELECT of_the_future FROM generations").count
            }
            #expect(rows == 2)
            let migrations = try await kept.read { database in
                try String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations")
            }
            #expect(migrations.contains("6 of the future"))
            #expect(names(folder).allSatisfy { !$0.contains("damaged") })
        }
    }

    @Test func `a damaged library of a newer program is refused and stays as it is`() async throws {
        try await withFolder { folder in
            try await make(folder, count: 200)
            let path = folder + "/library.sqlite"
            let queue = try DatabaseQueue(path: path)
            try await queue.write {
                try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('6 of the future')")
            }
            try queue.close()
            let place = try #require(try bytes(path).firstRange(of: Array("harbour at dawn 100".utf8)))
            try damage(folder, pages: place.lowerBound / 4_096 + 1..<place.lowerBound / 4_096 + 2)
            try Data().write(to: URL(fileURLWithPath: path + ".check"))
            let before = try bytes(path)

            #expect(throws: LibraryError.newerLibrary(path: path)) { _ = try open(folder) }
            #expect(try bytes(path) == before)
            #expect(FileManager.default.fileExists(atPath: path + ".check"))
            #expect(names(folder).allSatisfy { !$0.contains("damaged-") && !$0.contains("rescue") })
        }
    }

    @Test func `a program that does not get its turn says so and moves nothing`() async throws {
        try await withFolder { folder in
            try await make(folder, count: 3)
            try damage(folder, pages: 1..<4)
            let before = Set(names(folder))
            let other = try FileLock(folder, .exclusive, isFolder: true)
            #expect(throws: LibraryError.busy) {
                _ = try LibraryDatabase.open(folder: folder, patience: 0.05, now: { present })
            }
            #expect(Set(names(folder)) == before)
            other.release()
            #expect(try open(folder).rescue != nil)
        }
    }

    @Test func `another program's database is not mended, whatever a mark says`() async throws {
        try await withFolder { folder in
            let path = folder + "/library.sqlite"
            let queue = try DatabaseQueue(path: path)
            try await queue.write { database in
                try database.execute(sql: "CREATE TABLE songs (name TEXT); INSERT INTO songs VALUES ('one')")
            }
            try queue.close()
            try Data().write(to: URL(fileURLWithPath: path + ".check"))
            let before = try bytes(path)
            for _ in 1...2 {
                #expect(throws: LibraryError.notALibrary(path: path)) { _ = try open(folder) }
            }
            #expect(try bytes(path) == before)
            #expect(names(folder).allSatisfy { !$0.contains("damaged-") })
        }
    }

    @Test func `a mark stays while the database cannot be looked at, and goes with the damage`() async throws
    {
        try await withFolder { folder in
            let path = folder + "/library.sqlite"
            let rescue = LibraryRescue(path: path, folder: folder, now: present)
            #expect(try !rescue.isDamaged())
            try Data().write(to: URL(fileURLWithPath: path + ".check"))
            try FileSystem.makeFolder(path, mode: 0o700)
            #expect(throws: DatabaseError.self) { try rescue.isDamaged() }
            #expect(FileManager.default.fileExists(atPath: path + ".check"))

            try FileManager.default.removeItem(atPath: path)
            try await make(folder, count: 100)
            try damage(folder, pages: 1..<4)
            try Data().write(to: URL(fileURLWithPath: path + ".check"))
            #expect(try open(folder).rescue != nil)
            #expect(!FileManager.default.fileExists(atPath: path + ".check"))
        }
    }
}
