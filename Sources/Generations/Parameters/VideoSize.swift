/// The sides of a picture, in pixels.
package struct VideoSize: Hashable, Sendable, CustomStringConvertible {
    package var width: Int
    package var height: Int

    package init(_ width: Int, _ height: Int) {
        self.width = width
        self.height = height
    }

    package var description: String { "\(width)×\(height)" }

    /// Whether the short side is a resolution's, such as `480p`, or a few lines off it (576 for `580p`).
    package func isAbout(resolution: String) -> Bool {
        guard resolution.hasSuffix("p"), let lines = Double(resolution.dropLast()), lines > 0 else {
            return false
        }
        return abs(Double(min(width, height)) / lines - 1) < 0.02
    }

    /// Whether the sides are in a ratio, such as `16:9`, or nearly; 832×480 is called that.
    package func isAbout(aspect: String) -> Bool {
        let sides = aspect.split(separator: ":").compactMap { Double($0) }
        guard sides.count == 2, sides[1] > 0, height > 0 else { return false }
        return abs(Double(width) / Double(height) / (sides[0] / sides[1]) - 1) < 0.05
    }
}
