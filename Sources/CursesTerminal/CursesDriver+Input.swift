import CNcurses
import CTerminal
import Dispatch
import Terminal

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension CursesDriver {
    /// How long a paste may be silent before what has come of it is given out.
    private static let pasteSilence = DispatchTimeInterval.seconds(1)

    /// Starts to read keys and signals, both on the main queue.
    func listen() {
        let keys = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
        keys.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readKeys() } }
        sources.append(keys)
        let pipe = ct_catch_signals()
        if pipe >= 0 {
            let signals = DispatchSource.makeReadSource(fileDescriptor: pipe, queue: .main)
            signals.setEventHandler { [weak self] in
                MainActor.assumeIsolated { self?.readSignals(from: pipe) }
            }
            signals.setCancelHandler { close(pipe) }
            sources.append(signals)
        }
        for source in sources { source.activate() }
    }

    func stopListening() {
        ct_release_signals()
        pasteDeadline?.cancel()
        for (index, source) in sources.enumerated() {
            source.cancel()
            // A suspended source may not be released.
            if isOutside, index == 0 { source.resume() }
        }
        sources.removeAll()
    }

    /// Reads all that is there: ncurses keeps bytes of its own that would not wake the source again.
    private func readKeys() {
        guard !isOutside else { return }
        let inputs = readInputs()
        for (index, input) in inputs.enumerated() {
            for event in decoder.decode(input, moreWaiting: index + 1 < inputs.count) { out.yield(event) }
        }
        watchPaste()
        var hasEnded = false
        if inputs.isEmpty, !ct_has_input(STDIN_FILENO, &hasEnded), hasEnded { terminalIsGone() }
    }

    private func readInputs() -> [KeyInput] {
        var inputs: [KeyInput] = []
        while true {
            let value = wgetch(stdscr)
            if value == ERR { return inputs }
            if let byte = UInt8(exactly: value) {
                inputs += assembler.append(byte).map { .character($0) }
            } else {
                inputs += assembler.flush().map { .character($0) }
                if let input = input(ofCode: value) { inputs.append(input) }
            }
        }
    }

    private func input(ofCode code: Int32) -> KeyInput? {
        // The size is followed by signal; resizeterm reports it a second time.
        if code == ct_key_resize { return nil }
        guard code == ct_key_mouse else { return .code(code) }
        var x: Int32 = 0
        var y: Int32 = 0
        let kind: MouseEvent.Kind
        switch ct_read_mouse(&x, &y) {
        case ct_mouse_pressed: kind = .pressed
        case ct_mouse_released: kind = .released
        case ct_mouse_wheel_up: kind = .wheelUp
        case ct_mouse_wheel_down: kind = .wheelDown
        default: return nil
        }
        return .mouse(MouseEvent(kind: kind, position: Point(x: Int(x), y: Int(y))))
    }

    private func watchPaste() {
        pasteDeadline?.cancel()
        pasteDeadline = nil
        guard decoder.isPasting else { return }
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.schedule(deadline: .now() + Self.pasteSilence)
        timer.setEventHandler { [weak self] in
            MainActor.assumeIsolated {
                guard let self else { return }
                for event in self.decoder.giveUpPaste() { self.out.yield(event) }
            }
        }
        timer.activate()
        pasteDeadline = timer
    }

    private func terminalIsGone() {
        sources.first?.cancel()
        out.yield(.terminationRequested(.hangup))
        out.finish()
    }

    private func readSignals(from pipe: Int32) {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(pipe, &bytes, bytes.count)
        guard count > 0 else { return }
        for number in bytes.prefix(count) { handleSignal(Int32(number)) }
    }

    private func handleSignal(_ number: Int32) {
        switch number {
        case SIGWINCH: if !isOutside { resize() }
        // A child that was stopped with us has the terminal: only go along with it.
        case SIGTSTP: if isOutside { ct_stop() } else { suspend() }
        case SIGCONT: if !isOutside { reclaim() }
        case SIGINT, SIGQUIT:
            if !isOutside, ContinuousClock.now >= interruptsCountFrom { requestTermination(number) }
        default: requestTermination(number)
        }
    }

    private func requestTermination(_ number: Int32) {
        if let signal = TerminationSignal(rawValue: number) { out.yield(.terminationRequested(signal)) }
    }
}
