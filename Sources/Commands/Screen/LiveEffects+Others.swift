import Engine
import Generations
import Interface
import Library

/// The other processes on the same library.
extension LiveEffects {
    /// Takes up what nobody works on, now and later, and tells what the others do, until the task is cancelled.
    func watch(
        _ parts: Parts,
        events: @escaping @Sendable (GenerationEvent) async -> Void,
        results: @escaping @Sendable (EffectResult) async -> Void
    ) async {
        let others = OtherPrograms(
            owned: parts.owned,
            engine: parts.engine,
            now: { [dependencies] in dependencies.now },
            takesUp: takesUp,
            present: { [self] in atPresentAddress($0) }
        )
        await others.run { news in
            switch news {
            case .event(let event): await events(event)
            case .changed: await results(.libraryChanged)
            case .tookUp(let generations): await results(.done(Self.sentence(takenUp: generations)))
            case .problem(let sentence): await results(.refused(sentence))
            }
        }
    }

    /// The demo has its own library. In another it leaves alone what real providers may be working on.
    private var takesUp: TakeUp? {
        dependencies.demoRefusal == nil ? .everything : nil
    }

    private static func sentence(takenUp generations: [Generation]) -> String {
        let held = generations.count { $0.state.status == .held }
        let going = generations.count - held
        let said = [
            going > 0 ? "\(going) \(going == 1 ? "run goes" : "runs go") on" : nil,
            held > 0 ? "\(held) \(held == 1 ? "is" : "are") held for your word" : nil,
        ].compactMap { $0 }
        return "Picked up what was unfinished: \(said.joined(separator: ", "))."
    }

    /// Does something with a generation, or has the process do it that works on it.
    func ask(_ kind: OwnerRequest.Kind, of id: GenerationID, _ parts: Parts) async throws -> EffectResult? {
        let refusal = try await parts.owned.ask(kind, of: id, parts.engine, now: dependencies.now)
        return refusal.map { .refused($0) }
    }
}
