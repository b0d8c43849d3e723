import Testing

@testable import Commands

@Suite struct DotEnvTests {
    @Test func `lines are read as shells read them, and nothing is run`() {
        let text = """
            # a comment
            PLAIN=one two   # behind
            export EXPORTED=yes
            DOUBLE="a # b"
            SINGLE='c'
            EMPTY=
            HASH=a#b
            =nameless
            no assignment
            BAD NAME=x
            COMMAND=$(id) `id` $HOME
            TWICE=1
            TWICE=2
            """
        #expect(
            DotEnv.parse(text) == [
                "PLAIN": "one two", "EXPORTED": "yes", "DOUBLE": "a # b", "SINGLE": "c", "EMPTY": "",
                "HASH": "a#b", "COMMAND": "$(id) `id` $HOME", "TWICE": "2",
            ]
        )
    }

    @Test func `line ends of Windows are no part of a value`() {
        #expect(DotEnv.parse("A=1\r\nB=2\r\n") == ["A": "1", "B": "2"])
    }
}
