import Generations
import Terminal

/// The small list of a model's providers.
enum ProvidersView {
    static func box(_ box: ProvidersState, _ context: ViewContext) -> OverlayBox {
        let title =
            switch box.purpose {
            case .again(let generation): "Another provider for \(generation.id)"
            case .prompt: "Who serves \(box.model)"
            }
        let room = OverlayView.boxRows(context)
        return OverlayBox(title: title, lines: lines(box, context, room: room), minimumWidth: 44)
    }

    /// The provider whose line it is; nil for the lines around them.
    static func index(line: Int, _ box: ProvidersState, _ context: ViewContext) -> Int? {
        let head = head(box, context).count
        let shown = shown(box, room: OverlayView.boxRows(context) - head)
        let index = shown.lowerBound + line - head
        return line >= head && shown.contains(index) ? index : nil
    }

    // MARK: Lines

    private static func lines(_ box: ProvidersState, _ context: ViewContext, room: Int) -> [StyledText] {
        let head = head(box, context)
        guard let offers = box.offers?.offers else { return head }
        let width = offers.map { CharacterWidth.columns(of: $0.provider) }.max() ?? 0
        return head
            + shown(box, room: room - head.count).map { index in
                let (offer, isChosen) = (offers[index], index == box.index)
                let style = offer.isUsable ? context.theme.text : context.theme.dim
                return StyledText(isChosen ? "> " : "  ", context.theme.accent)
                    .with(offer.provider.padded(to: width + 2), isChosen ? context.theme.focusedTitle : style)
                    .with(state(offer, box), isRefused(offer, box) ? context.theme.warning : style)
            }
    }

    /// What stands above the providers: what is wrong, or worth knowing.
    private static func head(_ box: ProvidersState, _ context: ViewContext) -> [StyledText] {
        let width = max(8, context.layout.body.width - 6)
        let texts: [(String, Style)]
        if let problem = box.problem {
            texts = [(problem, context.theme.bad)]
        } else if let offers = box.offers {
            let nobody = offers.offers.isEmpty ? ["No provider serves \(box.model) now."] : []
            texts = (offers.notices + nobody).map { ($0, context.theme.dim) }
        } else {
            texts = [("Asking the Hub", context.theme.dim)]
        }
        return texts.flatMap { text, style in
            WrappedText.rows(text, width: min(width, 70)).map { StyledText($0, style) }
        }
    }

    private static func shown(_ box: ProvidersState, room: Int) -> Range<Int> {
        let count = box.offers?.offers.count ?? 0
        var window = ListWindow()
        window.show(box.index, of: count, height: max(1, room))
        return window.rows(of: count, height: max(1, room))
    }

    private static func isRefused(_ offer: ModelOffers.Offer, _ box: ProvidersState) -> Bool {
        offer.provider == box.refused
    }

    /// Whether a provider can be asked now, in a few words.
    private static func state(_ offer: ModelOffers.Offer, _ box: ProvidersState) -> String {
        let words = ProviderWords.state(offer, for: box.task)
        return isRefused(offer, box) ? "asked and refused, \(words)" : words
    }
}

/// How a provider stands to a model, in words.
enum ProviderWords {
    /// Whether it can be asked now, in a few words.
    static func state(_ offer: ModelOffers.Offer, for task: InferenceTask) -> String {
        if !offer.isSpoken { return "not spoken to here" }
        if !offer.tasks.contains(task.rawValue) { return "for \(Strings.list(offer.tasks))" }
        switch offer.status {
        case .live: return "live"
        case .staging: return "being tried out"
        case .error: return "failed the Hub's last check"
        case .other(let word): return Sanitizing.line(word, limit: 40)
        }
    }

    /// Why it cannot be asked; nil when it can.
    static func reason(_ offer: ModelOffers.Offer, for task: InferenceTask) -> String? {
        guard !offer.isUsable else { return nil }
        let name = offer.provider
        if !offer.tasks.contains(task.rawValue) {
            return "\(name) serves the model for \(Strings.list(offer.tasks)) and not for \(task.rawValue)."
        }
        switch offer.status {
        case .staging: return "\(name) is only trying out the model and does not serve it yet."
        case .error: return "The model failed the Hub's last check at \(name)."
        case .other: return "The model is not live at \(name)."
        case .live: return "This program does not speak to \(name) for \(task.rawValue)."
        }
    }
}
