import CursesTerminal
import Testing

@testable import Commands

struct TerminalFeaturesTests {
    struct Row: Sendable {
        var environment: [String: String]
        var title = true
        var progress = false
        var links = false
        var notice = NoticeKind.bell
    }

    static let rows = [
        Row(environment: [:], title: false),
        Row(environment: ["TERM": "linux"], title: false),
        Row(environment: ["TERM": "dumb"], title: false),
        Row(environment: ["TERM": "xterm-256color"]),
        Row(environment: ["TERM": "xterm-kitty"], links: true, notice: .osc99),
        Row(
            environment: ["TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"],
            progress: true,
            links: true,
            notice: .osc777
        ),
        Row(
            environment: ["TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"],
            links: true,
            notice: .osc777
        ),
        Row(
            environment: ["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.1"],
            progress: true,
            links: true,
            notice: .osc9
        ),
        Row(
            environment: ["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.5.14"],
            links: true,
            notice: .osc9
        ),
        Row(environment: ["TERM": "xterm-256color", "WT_SESSION": "x"], progress: true, links: true),
        Row(environment: ["TERM": "xterm-256color", "VTE_VERSION": "7600"], links: true),
        Row(environment: ["TERM": "xterm-256color", "VTE_VERSION": "8001"], progress: true, links: true),
        Row(environment: ["TERM": "xterm-256color", "VTE_VERSION": "soon"]),
        Row(environment: ["TERM": "foot"], links: true, notice: .osc777),
        // The outer terminal is not known in tmux, whatever its variables say.
        Row(environment: ["TERM": "tmux-256color", "TMUX": "/tmp/t,1,0", "TERM_PROGRAM": "ghostty"]),
        Row(environment: ["TERM": "xterm-kitty", "TMUX": "/tmp/t,1,0"]),
        Row(environment: ["TERM": "screen-256color", "STY": "1.x"], title: false),
    ]

    @Test(arguments: rows)
    func `only what a terminal is known to take is sent to it`(row: Row) {
        let features = TerminalFeatures(environment: row.environment)
        #expect(features.title == row.title)
        #expect(features.progress == row.progress)
        #expect(features.links == row.links)
        #expect(features.notice == row.notice)
    }

    @Test(arguments: NoticeKind.allCases)
    func `no text can end a notice or begin another`(kind: NoticeKind) {
        let hostile = "a\u{1b}]0;x\u{7}b\u{9c}\u{1b}\\;c\n"
        guard let bytes = kind.bytes(title: hostile, text: hostile) else {
            #expect([.none, .bell].contains(kind))
            return
        }
        let ends = bytes.unicodeScalars.filter { $0 == "\u{7}" || $0 == "\u{9c}" }.count
        let escapes = bytes.unicodeScalars.filter { $0 == "\u{1b}" }.count
        #expect(ends == (kind == .osc99 ? 0 : 1))
        #expect(escapes == (kind == .osc99 ? 4 : 1))
        #expect(!bytes.hasPrefix("\u{1b}]9;4;"))
    }

    @Test
    func `tmux lets a notice through when every escape in it is doubled`() {
        #expect(NoticeKind.throughTmux("\u{1b}]9;x\u{7}") == "\u{1b}Ptmux;\u{1b}\u{1b}]9;x\u{7}\u{1b}\\")
    }
}

struct CommandWordsTests {
    @Test(arguments: [
        ("", []), ("  ", []), ("mpv", ["mpv"]), ("mpv  --loop", ["mpv", "--loop"]),
        ("a 'b c' d", ["a", "b c", "d"]), ("a \"b 'c'\"", ["a", "b 'c'"]), ("a\\ b", ["a b"]),
        ("''", [""]), ("a$(x) ;b", ["a$(x)", ";b"]), ("'a\\b'", ["a\\b"]), ("é 'ü ö'", ["é", "ü ö"]),
    ])
    func `a command line is its words, and no shell reads it`(text: String, words: [String]) {
        #expect(CommandWords.split(text) == words)
    }

    @Test(arguments: ["'a", "\"", "a\\"])
    func `a quote without an end is no command line`(text: String) {
        #expect(CommandWords.split(text) == nil)
    }
}
