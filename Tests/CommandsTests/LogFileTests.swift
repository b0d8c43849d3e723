import Foundation
import Logging
import Testing

@testable import Commands

@Suite struct LogFileTests {
    @Test func `the log is put aside when it is full, and is the user's alone`() throws {
        let stage = try Stage()
        let path = stage.path("state/rushes.log")
        let log = LogFile(path: path, limit: 30)
        for number in 1...5 { log.append("line \(number) of ten") }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "line 5 of ten\n")
        #expect(try String(contentsOfFile: path + ".1", encoding: .utf8) == "line 3 of ten\nline 4 of ten\n")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a line has its level and what belongs to it, on one line`() throws {
        let stage = try Stage()
        let path = stage.path("rushes.log")
        let file = LogFile(path: path)
        let logger = Logger(label: "test") { _ in FileLogHandler(logLevel: .info, file: file) }
        logger.debug("not this")
        logger.error("It broke", metadata: ["error": "two\nlines"])
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasSuffix(" error It broke error=\"two\\nlines\"\n"))
        #expect(text.filter { $0 == "\n" }.count == 1)
    }

    @Test func `what others have written steers no terminal, and makes no line of its own`() throws {
        let stage = try Stage()
        let path = stage.path("rushes.log")
        let file = LogFile(path: path)
        let logger = Logger(label: "test") { _ in FileLogHandler(logLevel: .info, file: file) }
        let hostile = "\u{1B}]0;evil\u{7}\u{9B}31m\u{202E}x\r\n2026 error forged\u{2028}\u{61C}y\u{7F}"
        logger.error("\(hostile)", metadata: ["said": "\(hostile)"])
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.filter { $0.isNewline }.count == 1)
        let steering = text.unicodeScalars.dropLast().filter { scalar in
            [.control, .lineSeparator, .format].contains(scalar.properties.generalCategory)
        }
        #expect(steering.isEmpty, "\(steering.map { String($0.value, radix: 16) })")
    }

    @Test func `a log that cannot be written stops nothing`() {
        LogFile(path: "/proc/none/rushes.log").append("lost")
    }
}
