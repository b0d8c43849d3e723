import Foundation
import Generations
import Synchronization

/// A Hub that says what a test wants, and keeps what it was asked.
final class FakeHub: ModelHub {
    private let questions = Mutex<[(query: ModelQuery, page: String?)]>([])
    private let pages: [ModelPage]
    private let check: TokenCheck?
    private let failure = InferenceError.unreachable(ErrorDetail(host: "huggingface.co"), .unknownHost)

    /// - Parameters:
    ///   - pages: a list, page after page; none when the Hub is away.
    ///   - check: what is said of the token; nil when the Hub is away.
    init(pages: [ModelPage] = [], check: TokenCheck? = nil) {
        self.pages = pages
        self.check = check
    }

    var asked: [(query: ModelQuery, page: String?)] { questions.withLock { $0 } }

    func models(_ query: ModelQuery, at page: String?) async throws -> ModelPage {
        questions.withLock { $0.append((query, page)) }
        let index = page.flatMap { Int($0) } ?? 0
        guard pages.indices.contains(index) else { throw failure }
        var found = pages[index]
        found.next = index + 1 < pages.count ? String(index + 1) : nil
        return found
    }

    func offers(of model: ModelID, task: InferenceTask) async throws -> ModelOffers { throw failure }

    func checkToken() async throws -> TokenCheck {
        guard let check else { throw failure }
        return check
    }
}
