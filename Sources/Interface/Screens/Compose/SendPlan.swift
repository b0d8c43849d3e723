import Generations

/// What a text with its parameters stands for: one request, or many.
struct SendPlan: Equatable, Sendable {
    /// The prompt with its words, as it was written.
    var text: String
    /// What the requests are made of; nil for the program's own template.
    var base: GenerationRequest?
    /// How many times each text is run, unless it says otherwise itself.
    var runs = 1
    var parent: GenerationID?
    /// What the variables are filled with.
    var values: [String: String] = [:]

    /// The variables that still want a value.
    var openVariables: [String] {
        PromptTemplate(text).variables.filter { values[$0] == nil }
    }

    /// The first request, and everything that is wrong with it.
    func first(_ setup: Setup) -> (request: GenerationRequest, problems: [ParameterProblem]) {
        request(ParameterWords(PromptTemplate(text).first(values)), setup)
    }

    /// The request for one of the texts, and everything that is wrong with it.
    func request(_ words: ParameterWords, _ setup: Setup)
        -> (request: GenerationRequest, problems: [ParameterProblem])
    {
        var request = base ?? setup.template
        let problems = words.apply(to: &request, template: setup.template)
        request.prompt = words.prompt
        request.template = nil
        return (request, problems + request.problems())
    }

    /// How many runs it makes, and what they multiply from: `[3, 2]` for three times two.
    var size: (axes: [Int], count: Int) {
        let template = PromptTemplate(text)
        let own = ParameterWords(template.first(values)).runs ?? runs
        let (count, isTooLarge) = template.count.multipliedReportingOverflow(by: own)
        return (template.axes + (own > 1 ? [own] : []), isTooLarge ? .max : count)
    }

    /// Every request, or the first thing that is wrong.
    func requests(_ setup: Setup) -> Result<[GenerationRequest], ParameterProblem> {
        if let problem = first(setup).problems.first { return .failure(problem) }
        if let problem = Self.tooMany(size.count) { return .failure(problem) }
        let template = PromptTemplate(text)
        var requests: [GenerationRequest] = []
        for text in template.expansions(values) {
            let words = ParameterWords(text)
            let made = request(words, setup)
            if let problem = made.problems.first { return .failure(problem) }
            requests += series(made.request, count: words.runs ?? runs, of: template)
            if let problem = Self.tooMany(requests.count) { return .failure(problem) }
        }
        if let problem = requests.last?.problems().first { return .failure(problem) }
        return .success(requests)
    }

    /// The request that later prompts are made of: what the words say that say one thing only.
    func nextBase(_ setup: Setup) -> GenerationRequest {
        var request = base ?? setup.template
        var words = ParameterWords(text)
        words.words.removeAll { !PromptTemplate($0.value).isPlain }
        _ = words.apply(to: &request, template: setup.template)
        return request
    }

    /// Several runs of one request: with its seed and the next ones, or each with a seed of its own. What a template
    /// stands for remembers it.
    private func series(_ request: GenerationRequest, count: Int, of template: PromptTemplate)
        -> [GenerationRequest]
    {
        (0..<count).map { index in
            var run = request
            run.parameters.seed = request.parameters.seed.map { $0 + Int64(index) }
            run.template = template.isPlain ? nil : text
            return run
        }
    }

    private static func tooMany(_ count: Int) -> ParameterProblem? {
        guard count > PromptTemplate.mostRuns else { return nil }
        let many = count == .max ? "more runs than can be counted" : Strings.count(count, "run")
        return ParameterProblem(
            parameter: "prompt",
            message: "This makes \(many), and \(PromptTemplate.mostRuns) are the most at once: "
                + "take alternatives away."
        )
    }
}
