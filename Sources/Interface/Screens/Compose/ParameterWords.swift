import Generations

/// The `--key value` words at the end of a prompt: the same names as on the command line.
///
/// Everything from the first such word on is parameters; a value goes on to the next one.
struct ParameterWords: Equatable, Sendable {
    struct Word: Equatable, Sendable {
        /// Without the dashes.
        var name: String
        var value: String
    }

    /// The text before the words, without white space at its end.
    var prompt: String
    var words: [Word]

    init(prompt: String, words: [Word]) {
        (self.prompt, self.words) = (prompt, words)
    }

    /// Reads a text; without words all of it is the prompt.
    init(_ text: String) {
        guard let start = Self.start(in: text) else {
            prompt = text
            words = []
            return
        }
        prompt = String(text[..<start])
        while prompt.last?.isWhitespace == true { prompt.removeLast() }
        words = Self.words(in: text[start...])
    }

    /// Where the first word begins: two dashes and a letter behind white space or at the start.
    private static func start(in text: String) -> String.Index? {
        guard text.utf8.count < 200_000 else { return nil }
        var before: Character = " "
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            if character == "-", before.isWhitespace {
                if isWord(text[index...].prefix(3)) || isRuns(text[index...]) { return index }
            }
            before = character
            text.formIndex(after: &index)
        }
        return nil
    }

    private static func isWord(_ text: Substring) -> Bool {
        text.count == 3 && text.hasPrefix("--") && text.last?.isLetter == true
    }

    /// Whether a text begins with `-n 4`, and ends there or goes on with another word.
    private static func isRuns(_ text: Substring) -> Bool {
        let parts = text.prefix(40).split(maxSplits: 2, whereSeparator: \.isWhitespace)
        guard parts.count >= 2, parts[0] == "-n", parts[1].allSatisfy(\.isNumber) else { return false }
        return parts.count == 2 || parts[2].first == "-"
    }

    private static func words(in text: Substring) -> [Word] {
        var words: [Word] = []
        var values: [Substring] = []
        func close() {
            guard !words.isEmpty else { return }
            words[words.count - 1].value = unquoted(values.joined(separator: " "))
            values = []
        }
        for part in text.split(whereSeparator: \.isWhitespace) {
            if part == "-n", isRuns(text[part.startIndex...]) {
                close()
                words.append(Word(name: "runs", value: ""))
                continue
            }
            guard isWord(part.prefix(3)) else {
                values.append(part)
                continue
            }
            close()
            let halves = part.dropFirst(2).split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            words.append(Word(name: String(halves[0]), value: ""))
            if halves.count == 2 { values.append(halves[1]) }
        }
        close()
        return words
    }

    private static func unquoted(_ text: String) -> String {
        for quote in ["\"", "'"] where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            return String(text.dropFirst().dropLast())
        }
        return text
    }
}

extension ParameterWords {
    /// The names that are known, for messages and help.
    static let names = [
        "seed", "num-frames", "fps", "width", "height", "size", "num-inference-steps", "guidance-scale",
        "negative-prompt", "motion-bucket-id", "noise-aug-strength", "image", "model", "provider",
        "keyframe-model",
        "param", "runs", "defaults",
    ]

    /// The most runs of one text.
    static let mostRuns = 100

    /// How many runs of it the words ask for; nil when they say nothing of it.
    var runs: Int? {
        words.last { $0.name == "runs" }.flatMap { Int($0.value) }.flatMap {
            (1...Self.mostRuns).contains($0) ? $0 : nil
        }
    }

    /// Changes a request as the words say, and tells what cannot be understood.
    func apply(to request: inout GenerationRequest, template: GenerationRequest) -> [ParameterProblem] {
        words.compactMap { word in
            guard let message = Self.apply(word, to: &request, template: template) else { return nil }
            return ParameterProblem(parameter: word.name, message: message)
        }
    }

    /// A value that takes a parameter back to what it is by itself.
    private static func isReset(_ value: String) -> Bool {
        ["default", "random", "none"].contains(value.lowercased())
    }

    /// Nil when the word was understood.
    private static func apply(
        _ word: Word,
        to request: inout GenerationRequest,
        template: GenerationRequest
    ) -> String? {
        switch word.name {
        case "defaults":
            request = template
            return nil
        case "runs":
            if let count = Int(word.value), (1...mostRuns).contains(count) { return nil }
            return "-n wants a number from 1 to \(mostRuns), not “\(word.value.prefix(30))”."
        case "image", "model", "provider", "keyframe-model", "param", "size", "negative-prompt":
            return applyText(word, to: &request, template: template)
        default:
            return applyNumber(word, to: &request.parameters, template.parameters)
        }
    }

    private static func applyNumber(
        _ word: Word,
        to parameters: inout VideoParameters,
        _ defaults: VideoParameters
    ) -> String? {
        switch word.name {
        case "seed": set(&parameters.seed, defaults.seed, word, Int64.init)
        case "num-frames": set(&parameters.numFrames, defaults.numFrames, word, { Int($0) })
        case "fps": set(&parameters.fps, defaults.fps, word, { Int($0) })
        case "width": set(&parameters.width, defaults.width, word, { Int($0) })
        case "height": set(&parameters.height, defaults.height, word, { Int($0) })
        case "num-inference-steps":
            set(&parameters.numInferenceSteps, defaults.numInferenceSteps, word, { Int($0) })
        case "guidance-scale": set(&parameters.guidanceScale, defaults.guidanceScale, word, number)
        case "motion-bucket-id": set(&parameters.motionBucketID, defaults.motionBucketID, word, { Int($0) })
        case "noise-aug-strength": set(&parameters.noiseAugStrength, defaults.noiseAugStrength, word, number)
        default: unknown(word.name)
        }
    }

    /// What is said of a name that is none, with the one that was probably meant.
    private static func unknown(_ name: String) -> String {
        let meant =
            names.first { $0.contains(name) || name.contains($0) }
            ?? names.filter { $0.first == name.first }.max { likeness($0, name) < likeness($1, name) }
        guard let meant, !name.isEmpty else { return "--\(name) is no parameter." }
        return "--\(name) is no parameter; did you mean --\(meant)?"
    }

    /// How many letters two names have in common.
    private static func likeness(_ one: String, _ other: String) -> Int {
        Set(one).intersection(other).count - Set(one).symmetricDifference(other).count
    }

    private static func number(_ text: String) -> Double? {
        guard let number = Double(text), number.isFinite else { return nil }
        return number
    }

    private static func set<Value>(
        _ target: inout Value?,
        _ standard: Value?,
        _ word: Word,
        _ read: (String) -> Value?
    ) -> String? {
        if isReset(word.value) {
            target = standard
            return nil
        }
        guard let value = read(word.value) else {
            if word.value.isEmpty { return "--\(word.name) wants a number behind it." }
            return "--\(word.name) wants a number, not “\(word.value.prefix(30))”."
        }
        target = value
        return nil
    }

    private static func applyText(
        _ word: Word,
        to request: inout GenerationRequest,
        template: GenerationRequest
    ) -> String? {
        if word.value.isEmpty { return "--\(word.name) wants a value behind it." }
        switch word.name {
        case "negative-prompt":
            request.parameters.negativePrompt =
                isReset(word.value) ? template.parameters.negativePrompt : word.value
        case "size": return applySize(word, to: &request.parameters, template.parameters)
        case "model":
            if isReset(word.value) {
                (request.model, request.provider) = (template.model, template.provider)
                return nil
            }
            return ProviderWish.take(model: word.value, into: &request)
        case "provider":
            let wish = isReset(word.value) ? template.provider ?? ProviderWish.auto : word.value
            return ProviderWish.take(wish, into: &request)
        case "keyframe-model":
            return ProviderWish.take(
                keyframe: isReset(word.value) ? template.keyframeModel ?? "" : word.value,
                into: &request
            )
        case "image": applyImage(word, to: &request, template: template)
        default: return applyExtra(word, to: &request.parameters)
        }
        return nil
    }

    private static func applyImage(
        _ word: Word,
        to request: inout GenerationRequest,
        template: GenerationRequest
    ) {
        if isReset(word.value) {
            request.image = template.image
            request.task = template.task
        } else {
            request.image = word.value.hasPrefix("https://") ? .url(word.value) : .file(word.value)
            request.task = .imageToVideo
        }
    }

    private static func applySize(
        _ word: Word,
        to parameters: inout VideoParameters,
        _ defaults: VideoParameters
    ) -> String? {
        if isReset(word.value) {
            (parameters.width, parameters.height) = (defaults.width, defaults.height)
            return nil
        }
        let sides = word.value.lowercased().split(separator: "x").map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1] else {
            return "--size wants width and height, such as 832x480."
        }
        (parameters.width, parameters.height) = (width, height)
        return nil
    }

    private static func applyExtra(_ word: Word, to parameters: inout VideoParameters) -> String? {
        let halves = word.value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty else { return "--param wants key=value." }
        let (key, text) = (String(halves[0]), String(halves[1]))
        if text.hasPrefix("{") || text.hasPrefix("[") {
            guard let value = ParameterValue(json: text) else {
                return "--param \(key.prefix(30)) wants JSON behind a bracket or a brace, and this is none."
            }
            parameters.extra[key] = value
            return nil
        }
        parameters.extra[key] = value(text)
        return nil
    }

    private static func value(_ text: String) -> ParameterValue {
        switch text {
        case "null": .null
        case "true": .bool(true)
        case "false": .bool(false)
        default: Int(text).map { .integer($0) } ?? number(text).map { .number($0) } ?? .string(unquoted(text))
        }
    }
}
