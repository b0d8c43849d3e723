import Terminal

/// What vi's commands do to a text.
extension TextEditor {
    /// What is selected in visual mode.
    var selection: Range<Int>? {
        guard case .visual(let isLinewise) = vi.mode else { return nil }
        let (low, high) = (min(vi.anchor, cursor), max(vi.anchor, cursor))
        return isLinewise ? lines(low, high) : low..<min(characters.count, high + 1)
    }

    /// Does a command that needs nothing but the text. False when there was nothing to do.
    @discardableResult
    mutating func run(_ command: ViCommand) -> Bool {
        kills.endRun()
        guard command.isChange else { return step(command) }
        history.beginGroup()
        let change = ViChange(command: repeatable(command))
        let isDone = step(command)
        if vi.mode == .insert {
            vi.openChange = change
        } else {
            history.endGroup()
            if isDone { vi.lastChange = change }
            settle()
        }
        return isDone
    }

    /// Leaves insert mode: all that was typed is one step with what began it.
    mutating func leaveInsert() {
        if let change = vi.openChange {
            vi.openChange = nil
            if case .insert(let place) = change.command.verb, ![.below, .above].contains(place) {
                for _ in 1..<max(1, change.command.count ?? 1) { type(change.typed) }
            }
            vi.lastChange = change
        }
        history.endGroup()
        vi.mode = .normal
        moveCursor(to: max(lineStart, cursor - 1))
    }

    /// Makes the last change again.
    mutating func repeatChange(count: Int?) {
        guard var change = vi.lastChange else { return }
        if let count { change.command.count = count }
        run(change.command)
        guard vi.mode == .insert else { return }
        vi.openChange = change
        type(change.typed)
        leaveInsert()
    }

    /// In normal mode the cursor stands on a character, not behind the last one of a line.
    mutating func settle() {
        guard vi.mode == .normal, cursor == lineEnd, cursor > lineStart else { return }
        moveCursor(to: cursor - 1)
    }

    /// Types keys of insert mode.
    private mutating func type(_ keys: [Key]) {
        for key in keys {
            switch key.code {
            case .character(let character) where key.modifiers.isEmpty: type(character)
            case .enter: insert("\n", isTyped: true)
            default:
                if case .action(let action) = Keymap.standard.match([key], in: [.prompt]) {
                    _ = perform(action)
                }
            }
        }
    }

    /// A selection is repeated as so many characters or lines from the cursor on.
    private func repeatable(_ command: ViCommand) -> ViCommand {
        guard case .operate(let verb, .selection) = command.verb, let selection,
            case .visual(let isLinewise) = vi.mode
        else { return command }
        let newlines = characters.array(selection).count { $0 == "\n" }
        let size = isLinewise ? newlines + 1 : selection.count
        return ViCommand(count: nil, verb: .operate(verb, .extent(size, isLinewise: isLinewise)))
    }

    private mutating func step(_ command: ViCommand) -> Bool {
        switch command.verb {
        case .move(let motion): return move(motion, command.count)
        case .operate(let verb, let target): return operate(verb, target, command.count)
        case .insert(let place): insert(at: place)
        case .put(let isBefore): return put(isBefore: isBefore, command.count ?? 1)
        case .replace(let character): return replace(with: character, command.count ?? 1)
        case .toggle: return toggle(command.count ?? 1)
        case .join: return join(command.count ?? 2)
        case .select(let isLinewise): select(isLinewise: isLinewise)
        case .selectObject(let object): return select(object)
        case .swapEnds:
            let place = vi.anchor
            vi.anchor = cursor
            moveCursor(to: place)
        case .undo, .redo, .repeatChange, .searchHistory, .showCommands: return false
        }
        return true
    }

    private mutating func move(_ motion: ViMotion, _ count: Int?) -> Bool {
        guard let place = destination(of: motion, count: count) else { return false }
        if case .find(let find) = motion { vi.lastFind = find }
        moveCursor(to: place)
        settle()
        return true
    }

    // MARK: Operators

    private mutating func operate(_ verb: ViOperator, _ target: ViTarget, _ count: Int?) -> Bool {
        guard let (range, isLinewise) = part(target, count, for: verb) else { return false }
        if case .motion(.find(let find)) = target { vi.lastFind = find }
        if vi.isVisual { vi.mode = .normal }
        guard !range.isEmpty || isLinewise || verb == .change else { return false }
        let text = characters.text(range)
        if verb != .toggleCase {
            kills.add(isLinewise ? text + "\n" : text, isBackward: false)
            kills.endRun()
        }
        switch verb {
        case .yank: if !isLinewise || range.upperBound < cursor { moveCursor(to: range.lowerBound) }
        case .toggleCase:
            replace(range, with: text.caseToggled, kind: .other)
            moveCursor(to: range.lowerBound)
        case .change:
            remove(range)
            moveCursor(to: range.lowerBound)
            vi.mode = .insert
        case .delete: isLinewise ? removeLines(range) : remove(range)
        }
        settle()
        return true
    }

    private func part(_ target: ViTarget, _ count: Int?, for verb: ViOperator) -> (
        Range<Int>, isLinewise: Bool
    )? {
        switch target {
        case .motion(let motion): return range(of: motion, count: count, for: verb)
        case .lines: return (lines(cursor, line(below: (count ?? 1) - 1) ?? characters.count), true)
        case .object(let object): return range(of: object).map { ($0, false) }
        case .selection: return selection.map { ($0, vi.mode == .visual(isLinewise: true)) }
        case .extent(let size, let isLinewise):
            if isLinewise { return (lines(cursor, line(below: size - 1) ?? characters.count), true) }
            return (cursor..<min(characters.count, cursor + size), false)
        }
    }

    /// Removes whole lines with one of the newlines around them.
    private mutating func removeLines(_ range: Range<Int>) {
        let hasNext = range.upperBound < characters.count
        let low = hasNext ? range.lowerBound : max(0, range.lowerBound - 1)
        remove(low..<(hasNext ? range.upperBound + 1 : range.upperBound))
        moveCursor(to: firstInk(min(range.lowerBound, characters.count)))
    }

    // MARK: Other changes

    private mutating func insert(at place: ViInsertion) {
        vi.mode = .insert
        switch place {
        case .before: break
        case .after: moveCursor(to: min(lineEnd, cursor + 1))
        case .lineStart: moveCursor(to: firstInk(cursor))
        case .lineEnd: moveCursor(to: lineEnd)
        case .below:
            moveCursor(to: lineEnd)
            insert("\n")
        case .above:
            moveCursor(to: lineStart)
            insert("\n")
            moveCursor(to: cursor - 1)
        }
    }

    /// Puts in what was cut or copied last; whole lines go above or below the line.
    private mutating func put(isBefore: Bool, _ times: Int) -> Bool {
        guard let text = kills.texts.last else { return false }
        let all = String(repeating: text, count: min(times, 1_000))
        if let selection {
            vi.mode = .normal
            replace(selection, with: all, kind: .other)
            moveCursor(to: max(selection.lowerBound, cursor - 1))
        } else if text.hasSuffix("\n"), text.count > 1 || !isEmpty {
            let start = isBefore ? lineStart : lineEnd
            replace(start..<start, with: isBefore ? all : "\n" + String(all.dropLast()), kind: .other)
            moveCursor(to: firstInk(isBefore ? start : start + 1))
        } else {
            let start = isBefore ? cursor : min(lineEnd, cursor + 1)
            replace(start..<start, with: all, kind: .other)
            moveCursor(to: max(start, cursor - 1))
        }
        return true
    }

    private mutating func replace(with character: Character, _ times: Int) -> Bool {
        guard cursor + times <= lineEnd else { return false }
        let start = cursor
        replace(start..<(start + times), with: String(repeating: character, count: times), kind: .other)
        moveCursor(to: start + times - 1)
        return true
    }

    private mutating func toggle(_ times: Int) -> Bool {
        let range = cursor..<min(lineEnd, cursor + times)
        guard !range.isEmpty else { return false }
        replace(range, with: characters.text(range).caseToggled, kind: .other)
        moveCursor(to: range.upperBound)
        return true
    }

    /// Makes one line of several, with one space where they meet.
    private mutating func join(_ count: Int) -> Bool {
        let selected = selection.map { characters.array($0).count { $0 == "\n" } }
        if let selection { moveCursor(to: selection.lowerBound) }
        if vi.isVisual { vi.mode = .normal }
        var isDone = false
        for _ in 0..<max(1, selected ?? count - 1) where lineEnd < characters.count {
            let start = lineEnd
            let end = firstInk(start + 1)
            let hasSpace =
                start == lineStart || characters[start - 1].isWhitespace || end == characters.lineEnd(end)
            replace(start..<end, with: hasSpace ? "" : " ", kind: .other)
            moveCursor(to: start)
            isDone = true
        }
        return isDone
    }

    // MARK: Selecting

    private mutating func select(isLinewise: Bool) {
        switch vi.mode {
        case .visual(isLinewise): vi.mode = .normal
        case .visual: vi.mode = .visual(isLinewise: isLinewise)
        default:
            vi.anchor = cursor
            vi.mode = .visual(isLinewise: isLinewise)
        }
        settle()
    }

    private mutating func select(_ object: ViObject) -> Bool {
        guard let range = range(of: object), !range.isEmpty else { return false }
        vi.mode = .visual(isLinewise: false)
        vi.anchor = range.lowerBound
        moveCursor(to: range.upperBound - 1)
        return true
    }
}

extension String {
    /// Small letters as capitals and the other way round.
    fileprivate var caseToggled: String {
        reduce(into: "") { $0 += $1.isLowercase ? $1.uppercased() : $1.lowercased() }
    }
}
