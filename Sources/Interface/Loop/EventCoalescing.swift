import Generations

/// Thins out what came at once: of several events of one generation in a row in the same state, only the last tells
/// something, unless there is news in one of them. What is told after an end comes besides the end.
enum EventCoalescing {
    static func thinned(_ inputs: [LoopInput]) -> [LoopInput] {
        var result: [LoopInput] = []
        var lastIndex: [GenerationID: Int] = [:]
        for input in inputs {
            guard case .generation(let event) = input else {
                result.append(input)
                continue
            }
            let generation = event.generation
            if let index = lastIndex[generation.id], case .generation(let earlier) = result[index],
                earlier.generation.state.status == generation.state.status,
                earlier.news == nil, event.news == nil
            {
                result[index] = input
                continue
            }
            lastIndex[generation.id] = result.count
            result.append(input)
        }
        return result
    }
}
