import CNcurses
import CTerminal
import Dispatch
package import Terminal

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The terminal of the process, on ncurses. There is one at a time; `withTerminal` makes it and gives it
/// back.
@MainActor
package final class CursesDriver: TerminalDriver {
    package private(set) var size = Size(columns: 80, rows: 24)
    package let events: AsyncStream<TerminalEvent>

    let options: TerminalOptions
    let out: AsyncStream<TerminalEvent>.Continuation
    var assembler = ScalarAssembler()
    var decoder = KeyDecoder()
    var sources: [any DispatchSourceRead] = []
    /// Until then SIGINT and SIGQUIT were meant for the child that had the terminal.
    var interruptsCountFrom = ContinuousClock.now
    var pasteDeadline: (any DispatchSourceTimer)?
    /// Whether the terminal is lent out and nothing of ours may be written to it.
    var isOutside = false

    var pairs: ColorPairs
    /// What curses has; nil when it must get everything again.
    var lastFrame: Frame?
    private var crashRestore: CrashRestore
    /// Whether the terminal is of the xterm family and knows modes beyond its terminfo entry.
    let hasModes: Bool
    private var hasTitle = false
    /// The shape that the cursor was given.
    private var cursorShape: CursorShape?
    private var hasProgress = false
    private var hasLeft = false

    /// Takes the screen.
    init(_ options: TerminalOptions) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, ct_save_modes() else {
            throw .notATerminal
        }
        var options = options
        if !ct_use_utf8_locale() { options.ascii = true }
        self.options = options
        (events, out) = AsyncStream.makeStream(of: TerminalEvent.self, bufferingPolicy: .unbounded)

        ESCDELAY = Int32(clamping: max(0, options.escapeDelay))
        use_extended_names(true)
        let isDirect = try Self.open(options)
        hasModes = ct_has_string("kmous")
        pairs = Self.startColors(options, isDirect: isDirect)
        crashRestore = CrashRestore(
            errorLog: options.errorLog,
            leaveSequence: hasModes ? TerminalModes.crashLeave : TerminalModes.plainCrashLeave,
            redirectsErrors: isatty(STDERR_FILENO) == 1
        )
        setUpInput()
        // Signals first: a size that changes after it was measured must be heard of.
        listen()
        measure()
        enterModes()
    }

    /// Gives the terminal back as it was. Calling it again does nothing.
    package func leave() {
        guard !hasLeft else { return }
        hasLeft = true
        stopListening()
        if !isOutside { leaveModes() }
        crashRestore.end()
        ct_close()
        out.finish()
    }

    package func draw(_ frame: Frame) {
        guard !hasLeft, !isOutside, frame != lastFrame else { return }
        var changed = putChangedRows(of: frame)
        if changed == nil {
            // Too many colours: forget those of earlier frames and put this one whole.
            pairs.forget()
            ct_forget_pairs()
            lastFrame = nil
            changed = putChangedRows(of: frame)
        }
        putCursor(frame.cursor)
        setCursorShape(frame.cursorShape)
        lastFrame = frame
        wnoutrefresh(stdscr)
        update(changedRows: changed ?? frame.size.rows)
    }

    package func perform(_ request: TerminalRequest) {
        guard !hasLeft, !isOutside else { return }
        switch request {
        case .suspend: suspend()
        case .repaint: forgetScreen()
        case .bell: beep()
        case .title(let text): setTitle(text)
        case .mouse(let isOn): ct_listen_to_mouse(isOn)
        case .progress(let progress): setProgress(progress)
        case .notice(let title, let text): tell(title, text)
        case .clipboard(let text): if hasModes { write(TerminalModes.clipboard(text)) }
        }
    }

    /// Lends the terminal to a child, such as an editor: leaves the screen, runs the closure, and takes the
    /// screen back. The next frame is drawn whole.
    package func runOutside<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        guard !hasLeft, !isOutside else { return try await body() }
        lend()
        defer { takeBack() }
        return try await body()
    }
}

// MARK: - Start and end

extension CursesDriver {
    /// Opens the terminal, with direct colours if they are wanted and its description can be made.
    private static func open(_ options: TerminalOptions) throws(TerminalError) -> Bool {
        if options.trueColor, !options.noColor, DirectColor.withEntry({ ct_open() }) { return true }
        let isOpen = ct_open()
        guard isOpen, canPlaceText else {
            if isOpen { endwin() }
            ct_close()
            ct_restore_modes()
            throw .unknownTerminal(getenv("TERM").map { String(cString: $0) } ?? "")
        }
        return false
    }

    /// Whether the terminal can put text anywhere but behind the last: a dumb one cannot show a screen.
    private static var canPlaceText: Bool { tigetstr("cup") != nil }

    private static func startColors(_ options: TerminalOptions, isDirect: Bool) -> ColorPairs {
        let hasColors = !options.noColor && has_colors() && start_color() == OK
        if hasColors { use_default_colors() }
        return ColorPairs(
            depth: ColorDepth(colors: hasColors ? Int(COLORS) : 0, isDirect: isDirect),
            capacity: hasColors ? Int(COLOR_PAIRS) : 0,
            define: { ct_define_pair($0, $1, $2) }
        )
    }

    private func setUpInput() {
        raw()
        noecho()
        nonl()
        intrflush(stdscr, false)
        keypad(stdscr, true)
        nodelay(stdscr, true)
        // No meta(): bytes above 127 arrive without it, and xterm would answer by sending Alt in them (1034).
        // By its manual, ncurses otherwise looks for input during an update and may put the rest of it off.
        typeahead(-1)
        for (code, sequence, _) in KeySequences.codes { define_key(sequence, code) }
        ct_listen_to_mouse(options.mouse)
    }

    /// Asks the terminal for its size and makes curses follow.
    private func measure() {
        var columns: Int32 = 0
        var rows: Int32 = 0
        if ct_size(&columns, &rows) { resizeterm(rows, columns) }
        size = Size(columns: Int(getmaxx(stdscr)), rows: Int(getmaxy(stdscr)))
        lastFrame = nil
    }

    private func enterModes() {
        wnoutrefresh(stdscr)
        doupdate()
        if hasModes { write(TerminalModes.enter) }
    }

    private func leaveModes() {
        setCursorShape(nil)
        if hasModes { write(TerminalModes.leave + undoing) }
        (hasTitle, hasProgress) = (false, false)
        curs_set(1)
        endwin()
        ct_restore_modes()
    }

    private func forgetScreen() {
        lastFrame = nil
        clearok(stdscr, true)
    }

    private func setCursorShape(_ shape: CursorShape?) {
        guard hasModes, shape != cursorShape else { return }
        write(TerminalModes.cursor(shape))
        cursorShape = shape
    }

    private func setTitle(_ text: String) {
        guard hasModes, options.title else { return }
        write((hasTitle ? "" : TerminalModes.saveTitle) + TerminalModes.title(text))
        guard !hasTitle else { return }
        hasTitle = true
        armCrashRestore()
    }

    private func setProgress(_ progress: TerminalProgress) {
        guard hasModes, options.progress else { return }
        write(TerminalModes.progress(progress))
        guard hasProgress != (progress != .none) else { return }
        hasProgress.toggle()
        armCrashRestore()
    }

    private func tell(_ title: String, _ text: String) {
        guard options.notice != .none else { return }
        guard hasModes, let bytes = options.notice.bytes(title: title, text: text) else {
            beep()
            return
        }
        write(options.isInTmux ? NoticeKind.throughTmux(bytes) : bytes)
    }

    /// What takes the title and the progress back, as far as they were set.
    private var undoing: String {
        (hasProgress ? TerminalModes.progress(.none) : "") + (hasTitle ? TerminalModes.restoreTitle : "")
    }

    private func armCrashRestore() {
        crashRestore.arm(hasModes ? undoing + TerminalModes.crashLeave : TerminalModes.plainCrashLeave)
    }

    func write(_ text: String) {
        var text = text
        text.withUTF8 { ct_write(STDOUT_FILENO, $0.baseAddress, Int64($0.count)) }
    }
}

// MARK: - Leaving for a while

extension CursesDriver {
    /// Stops the program as any other program stops, and goes on where it was.
    func suspend() {
        lend()
        ct_stop()
        takeBack()
        out.yield(.resumed)
    }

    /// Takes the screen again after somebody else may have changed it, as a shell does around a stopped
    /// program.
    func reclaim() {
        takeScreen()
        out.yield(.resumed)
    }

    private func lend() {
        isOutside = true
        sources.first?.suspend()
        leaveModes()
        crashRestore.disarm()
    }

    private func takeBack() {
        // An interrupt typed for the child reaches all of its group, and can be told to us after its end.
        interruptsCountFrom = .now + .milliseconds(250)
        takeScreen()
        isOutside = false
        sources.first?.resume()
    }

    private func takeScreen() {
        reset_prog_mode()
        crashRestore.arm(hasModes ? TerminalModes.crashLeave : TerminalModes.plainCrashLeave)
        clearok(curscr, true)
        wrefresh(curscr)
        if hasModes { write(TerminalModes.enter) }
        let before = size
        measure()
        if size != before { out.yield(.resized(size)) }
        forgetScreen()
    }

    /// Follows the terminal's size and tells about it, also when it is as before: it may have been smaller in
    /// between, and what stood there is lost.
    func resize() {
        measure()
        out.yield(.resized(size))
    }
}
