import Foundation
import Generations
import Testing

struct SearchHighlightTests {
    private func marked(_ text: String, _ prompt: String) -> String {
        let query = SearchQuery(text, now: Date(timeIntervalSince1970: 0))
        var marked = prompt
        for range in query.highlights(in: prompt).reversed() {
            marked.unicodeScalars.insert("]", at: range.upperBound)
            marked.unicodeScalars.insert("[", at: range.lowerBound)
        }
        return marked
    }

    @Test(arguments: [
        ("", "a neon fox", "a neon fox"),
        ("neon", "a neon fox in NEON light", "a [neon] fox in [NEON] light"),
        ("neo", "a neon fox", "a [neo]n fox"),
        ("neo ", "a neon fox", "a neon fox"),
        ("fox neon", "a neon fox", "a [neon] [fox]"),
        (#""neon fox""#, "neon, fox; neon light", "[neon, fox]; neon light"),
        (#""neon fo"#, "neon fox neon", "[neon fo]x neon"),
        ("-fox neon", "a neon fox", "a [neon] fox"),
        ("model:fox neon", "a neon fox", "a [neon] fox"),
        ("facade", "une FAÇADE", "une [FAÇADE]"),
        ("ete", "l'e\u{301}te\u{301} vient", "l'[e\u{301}te\u{301}] vient"),
        ("ê", "even Eve", "[e]ven [E]ve"),
        ("well-known", "a well known wellknown", "a [well known] wellknown"),
        ("海", "海岸 海", "[海]岸 [海]"),
        ("fox", "", ""),
        ("o", "fox", "fox"),
        ("🌊 x", "🌊 x", "🌊 [x]"),
    ])
    func `what was found is marked`(text: String, prompt: String, marked: String) {
        #expect(self.marked(text, prompt) == marked)
    }
}
