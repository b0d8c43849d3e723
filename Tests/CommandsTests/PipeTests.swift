import Foundation
import Interface
import Testing

@testable import Commands

struct PipeTests {
    private func run(_ text: String, input: String = "{\"id\": 1}\n{\"id\": 2}\n") async -> EffectResult {
        let environment = ["PATH": "/usr/bin:/bin", "HF_TOKEN": "hf_secret"]
        return await Pipe(environment: environment).run(text, input: input, names: "2 runs")
    }

    @Test
    func `a command gets the lines, and its last line is told`() async {
        #expect(await run("sed -n 's/.*: //p'") == .done("“sed -n 's/.*: //p'” took 2 runs: 2}"))
        #expect(await run("true") == .done("“true” took 2 runs: it said nothing"))
    }

    @Test
    func `no shell reads the line, and no token is in the environment`() async {
        #expect(await run("echo $HOME; a") == .done("“echo $HOME; a” took 2 runs: $HOME; a"))
        #expect(
            await run("sh -c 'echo \"[$HF_TOKEN]\"'")
                == .done("“sh -c 'echo \"[$HF_TOKEN]\"'” took 2 runs: []")
        )
    }

    @Test
    func `a failure is told with its status and what was said`() async {
        #expect(
            await run("sh -c 'echo one; echo two >&2; echo; exit 3'")
                == .refused(
                    "“sh -c 'echo one; echo two >&2; echo; exit 3'” ended with status 3 for 2 runs: two"
                )
        )
        #expect(
            await run("no-such-program x")
                == .refused(
                    "“no-such-program” is no program that can be run. No shell reads the line."
                )
        )
        #expect(await run("cat 'x") == .refused("“cat 'x” has a quote without an end."))
    }

    @Test
    func `much output and input that nobody reads do not matter`() async {
        let much = String(repeating: "a line of many\n", count: 100_000)
        #expect(await run("cat", input: much + "last\u{1B}[31m\n") == .done("“cat” took 2 runs: last"))
        #expect(await run("echo done", input: much) == .done("“echo done” took 2 runs: done"))
    }
}
