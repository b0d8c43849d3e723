/// A short, playable film made for this project: two seconds of H.264 in an MP4 file.
package enum Clip: String, CaseIterable, Sendable {
    case abstract, aurora, city, fire, forest, fractal, galaxy, sea

    /// The whole MP4 file.
    package var bytes: [UInt8] {
        EncodedPayloads.decoded(encoded)
    }

    /// The clip that suits a prompt: by its words, else always the same one for the same text and seed.
    package static func suiting(prompt: String, seed: Int? = nil) -> Clip {
        let words = Set(prompt.lowercased().split { !$0.isLetter }.map(String.init))
        if let named = allCases.first(where: { !$0.subjects.isDisjoint(with: words) }) {
            return named
        }
        let pick = StableHash.of("\(prompt)\u{0}\(seed.map(String.init) ?? "")")
        return allCases[Int(pick % UInt64(allCases.count))]
    }

    private var encoded: String {
        switch self {
        case .abstract: EncodedPayloads.abstract
        case .aurora: EncodedPayloads.aurora
        case .city: EncodedPayloads.city
        case .fire: EncodedPayloads.fire
        case .forest: EncodedPayloads.forest
        case .fractal: EncodedPayloads.fractal
        case .galaxy: EncodedPayloads.galaxy
        case .sea: EncodedPayloads.sea
        }
    }

    private var subjects: Set<String> {
        switch self {
        case .abstract: ["abstract", "color", "colors", "dream", "dreams", "ink", "liquid", "paint", "smoke"]
        case .aurora: ["arctic", "aurora", "ice", "mountain", "mountains", "snow", "winter"]
        case .city:
            ["building", "buildings", "city", "moon", "neon", "night", "skyline", "street", "tokyo", "town"]
        case .fire: ["burning", "candle", "dragon", "fire", "flame", "flames", "lava", "volcano"]
        case .forest:
            ["bird", "deer", "fog", "forest", "fox", "hill", "hills", "mist", "tree", "trees", "woods"]
        case .fractal:
            ["crystal", "flower", "fractal", "geometry", "julia", "mandelbrot", "pattern", "spiral"]
        case .galaxy:
            ["astronaut", "cosmos", "galaxy", "planet", "rocket", "space", "star", "stars", "universe"]
        case .sea:
            [
                "beach", "boat", "boats", "harbor", "harbour", "lighthouse", "ocean", "river", "sail", "sea",
                "ship", "sun", "sunrise", "sunset", "water", "wave", "waves",
            ]
        }
    }
}
