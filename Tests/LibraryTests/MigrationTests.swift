import Foundation
import GRDB
import Generations
import Testing

@testable import Library

struct MigrationTests {
    /// What a library of the first schema may hold. A later migration that changes what is read from this is wrong.
    private static let firstData = """
        INSERT INTO generations (id, uuid, created_at, task, prompt, model, status, hold_reason, wait, seed, extra)
        VALUES (
            7, '0f8fad5b-d9cb-469f-a165-70867728950e', 1800000000500, 'text-to-video', 'an old harbour', 'a/b',
            'held', 'long_wait',
            '{"attempt":2,"estimates":[20],"maxAttempts":8,"message":"m","reason":"rate_limited","seconds":3600,'
                || '"since":1800000000000,"source":"retry_after","until":1800003600000}',
            42, '{"shift":3.5}');
        INSERT INTO generation_tags (generation_id, tag) VALUES (7, 'sea');
        INSERT INTO timeline (generation_id, date, kind, attempt, text) VALUES (7, 1800000000500, 'queued', 0, '');
        INSERT INTO saved_prompts (name, prompt, updated_at) VALUES ('one', 'p', 1800000000000);
        INSERT INTO drafts (kind, folder, prompt, cursor) VALUES ('prompt', '', 'd', 1);
        """

    @Test func `a library of the first schema keeps its data`() async throws {
        let queue = try DatabaseQueue(configuration: LibraryDatabase.configuration())
        try Migrations.migrator().migrate(queue, upTo: "1 prompts")
        try await queue.write { try $0.execute(sql: Self.firstData) }

        let library = try LibraryDatabase(queue, now: { present })

        let generation = try #require(try await library.unfinished().first)
        #expect(generation.id == GenerationID(7))
        #expect(generation.uuid == UUID(uuidString: "0F8FAD5B-D9CB-469F-A165-70867728950E"))
        #expect(generation.createdAt == Date(timeIntervalSince1970: 1_800_000_000.5))
        #expect(generation.request.parameters == VideoParameters(seed: 42, extra: ["shift": .number(3.5)]))
        #expect(generation.tags == ["sea"])
        let wait = Wait(
            reason: .rateLimited,
            source: .retryAfter(3_600),
            since: present,
            until: present.advanced(by: .seconds(3_600)),
            attempt: 2,
            maxAttempts: 8,
            formerEstimates: [20],
            message: "m"
        )
        #expect(generation.state == .held(.longWait(wait)))
        #expect(try await library.prompts(HistoryQuery(text: "harb")) == ["an old harbour"])
        #expect(try await library.timeline(generation.id).map(\.kind) == [.queued])
        #expect(try await library.savedPrompts().map(\.name) == ["one"])
        #expect(try await library.draft() == Draft(prompt: "d", cursor: 1))
        #expect(generation.family == generation.id)
        try await library.save(Draft(prompt: "d", undo: "{}"))
        #expect(try await library.draft()?.undo == "{}")
    }

    @Test func `families of an older library follow its parents`() async throws {
        let queue = try DatabaseQueue(configuration: LibraryDatabase.configuration())
        try Migrations.migrator().migrate(queue, upTo: "1 prompts")
        try await queue.write { database in
            let parents: [(Int, Int?)] = [(1, nil), (2, nil), (3, 1), (4, 3), (5, 2), (9, 4)]
            for (id, parent) in parents {
                try database.execute(
                    sql: """
                        INSERT INTO generations (id, uuid, parent_id, created_at, task, prompt, model, status)
                        VALUES (?, printf('%036d', ?), ?, 1, 'text-to-video', 'a boat ' || ?, 'a/b', 'queued')
                        """,
                    arguments: [id, id, parent, id]
                )
            }
        }
        let library = try LibraryDatabase(queue, now: { present })
        let families = try await queue.read { database in
            try Int.fetchAll(database, sql: "SELECT family_id FROM generations ORDER BY id")
        }
        #expect(families == [1, 2, 1, 1, 2, 1])
        #expect(try await library.insertSample("a boat 5", model: "a/b").family == GenerationID(2))
    }

    @Test func `opening twice migrates once`() async throws {
        let library = try emptyLibrary()
        try await library.insertSample()
        let again = try LibraryDatabase(library.writer, now: { present })
        #expect(try await again.count() == 1)
    }

    @Test func `a library of a newer version is refused and left alone`() async throws {
        let library = try emptyLibrary()
        try await library.writer.write { database in
            try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 of the future')")
        }
        #expect(throws: LibraryError.newerLibrary(path: library.path)) {
            _ = try LibraryDatabase(library.writer, now: { present })
        }
    }

    @Test func `a database of another program is refused and left alone`() throws {
        let queue = try DatabaseQueue()
        try queue.write { try $0.execute(sql: "CREATE TABLE songs (id INTEGER)") }
        #expect(throws: LibraryError.notALibrary(path: queue.path)) {
            _ = try LibraryDatabase(queue, now: { present })
        }
        #expect(try queue.read { try $0.tableExists("generations") } == false)
    }

    @Test func `the schema is the one that was recorded`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("__Snapshots__/schema.sql")
        let schema = try emptyLibrary().writer.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT sql FROM sqlite_schema
                    WHERE sql IS NOT NULL AND name NOT LIKE 'generations_search_%' OR type = 'trigger'
                    ORDER BY type, name
                    """
            ).joined(separator: ";\n\n") + ";\n"
        }
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(schema.utf8).write(to: file)
            Issue.record("The schema was recorded anew.")
            return
        }
        #expect(try schema == String(decoding: Data(contentsOf: file), as: UTF8.self))
    }

    @Test(arguments: [
        "UPDATE generations SET status = 'unheard of'",
        "UPDATE generations SET status = 'waiting'",
        "UPDATE generations SET status = 'held'",
        "UPDATE generations SET status = 'failed'",
        "UPDATE generations SET attempts = -1",
        "UPDATE generations SET num_frames = 'many'",
        "UPDATE generations SET model = 'nobody'",
        "UPDATE generations SET uuid = 'short'",
        "UPDATE generations SET extra = '[1]'",
        "UPDATE generations SET file_path = '/x'",
        "UPDATE generations SET is_favorite = 2",
        "UPDATE generations SET parent_id = 99",
        "UPDATE generations SET parent_id = id",
        "UPDATE generations SET image_file = 'a', image_url = 'b'",
        "UPDATE generations SET waiting_seconds = -1",
        "INSERT INTO timeline (generation_id, date, kind, attempt, text) VALUES (99, 0, 'queued', 0, '')",
        "INSERT INTO generation_tags (generation_id, tag) VALUES (1, '')",
        "INSERT INTO saved_prompts (name, prompt, updated_at) VALUES ('', '', 0)",
    ])
    func `the schema refuses what cannot be`(sql: String) async throws {
        let library = try emptyLibrary()
        try await library.insertSample()
        await #expect(throws: DatabaseError.self) {
            try await library.writer.write { try $0.execute(sql: sql) }
        }
    }
}
