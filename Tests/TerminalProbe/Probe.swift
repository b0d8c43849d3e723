import CursesTerminal
import Terminal

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A program that shows what reaches it from the terminal, and misbehaves when a function key says so; for
/// the tests of the driver.
@main
struct Probe {
    struct Failure: Error {}

    static func main() async {
        do {
            let signal = try await withTerminal(options) { driver in
                var probe = Probe(driver: driver)
                return try await probe.run()
            }
            if let signal { endProcess(by: signal) }
            print("goodbye")
        } catch let error as TerminalError {
            print("no terminal: \(error)")
            exit(2)
        } catch {
            print("failed")
            exit(3)
        }
    }

    private static var options: TerminalOptions {
        let arguments = CommandLine.arguments
        return TerminalOptions(
            noColor: arguments.contains("--no-color"),
            ascii: arguments.contains("--ascii"),
            trueColor: arguments.contains("--true-color"),
            mouse: arguments.contains("--mouse")
        )
    }

    private let driver: CursesDriver
    private var lines: [String] = []
    private var showsColors = false

    private init(driver: CursesDriver) {
        self.driver = driver
    }

    /// Runs until Control-Q, or until a signal asks to end.
    @MainActor
    private mutating func run() async throws -> TerminationSignal? {
        draw()
        for await event in driver.events {
            if event == .key(.control("q")) { return nil }
            if case .terminationRequested(let signal) = event { return signal }
            if event == .key(.character("$")) {
                lines.append("TERMINFO=" + (getenv("TERMINFO").map { String(cString: $0) } ?? ""))
            } else if case .key(let key) = event, case .function(let number) = key.code, key.modifiers.isEmpty
            {
                try await perform(number)
            } else {
                lines.append(Self.description(of: event))
            }
            draw()
        }
        return nil
    }

    @MainActor
    private mutating func perform(_ number: Int) async throws {
        switch number {
        case 1: fatalError("probe stops here")
        case 2: UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
        case 3: abort()
        case 4: lines[lines.count] = ""
        case 5: driver.perform(.suspend)
        case 6: throw Failure()
        case 7:
            let line = await driver.runOutside { () -> String in
                print("outside")
                return readLine() ?? ""
            }
            lines.append("read \(line)")
        case 8:
            driver.perform(.title("probe\u{1b}]2;evil\u{7} title"))
            driver.perform(.bell)
        case 9: showsColors.toggle()
        case 10: lines.append("family 👨‍👩‍👧 flag 🇫🇷 heart ❤️ 日本 e\u{301} क्षि \u{1b}[2J goose \u{1FABF}|")
        case 11: driver.perform(.repaint)
        default:
            var message = "to standard error\n"
            message.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
        }
    }

    @MainActor
    private func draw() {
        var frame = Frame(size: driver.size)
        frame.put("size \(driver.size.columns)x\(driver.size.rows)", at: Point(x: 0, y: 0))
        let shown = lines.suffix(max(0, driver.size.rows - 1))
        for (index, line) in shown.enumerated() { frame.put(line, at: Point(x: 0, y: index + 1)) }
        if showsColors { putColors(in: &frame) }
        frame.cursor = Point(x: 0, y: min(shown.count + 1, driver.size.rows - 1))
        driver.draw(frame)
    }

    private func putColors(in frame: inout Frame) {
        frame.put("R", at: Point(x: 0, y: 1), style: Style(foreground: .named(.red), attributes: .bold))
        frame.put("O", at: Point(x: 1, y: 1), style: Style(foreground: .rgb(red: 255, green: 135, blue: 0)))
        frame.put("G", at: Point(x: 2, y: 1), style: Style(background: .rgb(red: 10, green: 20, blue: 30)))
        frame.put("B", at: Point(x: 3, y: 1), style: Style(foreground: .named(.brightBlack)))
        frame.put("U", at: Point(x: 4, y: 1), style: Style(attributes: [.underline, .reverse]))
    }

    private static func description(of event: TerminalEvent) -> String {
        switch event {
        case .key(let key): "key " + name(of: key)
        case .paste(let text) where CommandLine.arguments.contains("--count-pastes"):
            "paste of \(text.count), \(text.filter { $0 == "\u{FFFD}" }.count) broken"
        case .paste(let text): "paste " + text.debugDescription
        case .mouse(let mouse): "mouse \(mouse.kind) \(mouse.position.x),\(mouse.position.y)"
        case .resized(let size): "resized \(size.columns)x\(size.rows)"
        case .focusGained: "focus gained"
        case .focusLost: "focus lost"
        case .resumed: "resumed"
        case .terminationRequested: "termination"
        }
    }

    private static func name(of key: Key) -> String {
        var name = ""
        if key.modifiers.contains(.control) { name += "C-" }
        if key.modifiers.contains(.alt) { name += "A-" }
        if key.modifiers.contains(.shift) { name += "S-" }
        if case .character(let character) = key.code { return name + String(character) }
        return name + "\(key.code)"
    }
}
