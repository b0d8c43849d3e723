import Foundation
import Testing

@testable import Commands

@Suite struct EngineLockTests {
    @Test func `one program at a time takes up what was left, and others come in behind it`() async throws {
        let stage = try Stage()
        let folder = stage.folder
        let turn = try #require(await EngineLock.turn(in: folder))
        let alone = try #require(EngineLock.alone(in: folder))
        #expect(EngineLock.running(in: folder) == nil)
        alone.share()
        let other = EngineLock.running(in: folder)
        #expect(other != nil)
        #expect(EngineLock.alone(in: folder) == nil)
        async let next = EngineLock.turn(in: folder)
        turn.release()
        #expect(await next != nil)
        withExtendedLifetime((alone, other)) {}
    }
}
