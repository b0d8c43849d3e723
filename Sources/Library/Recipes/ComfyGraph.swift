import Generations

/// The graph of nodes that ComfyUI writes into what it makes, in the shape of its API: a node has a class and inputs,
/// and an input is a value or the name of another node.
struct ComfyGraph {
    private let nodes: [String: [String: ParameterValue]]
    /// The nodes in an order that does not change.
    private let names: [String]

    /// Takes the graph out of JSON; nil for what is none.
    init?(json text: String) {
        guard let nodes = ParameterValue(json: text)?.members, nodes.count <= 5_000 else { return nil }
        self.nodes = nodes.compactMapValues { $0.members?["class_type"]?.text == nil ? nil : $0.members }
        names = self.nodes.keys.sorted { ($0.count, $0) < ($1.count, $1) }
        guard !names.isEmpty else { return nil }
    }

    /// The recipe of the first node that samples; nil when there is none, or no text leads to it.
    var recipe: Recipe? {
        for name in names where input(name, "positive") != nil || input(name, "guider") != nil {
            let guides = follow(name, ["guider"]).last ?? name
            guard let noise = noise(name), let prompt = text(guides, ["positive", "conditioning"]) else {
                continue
            }
            let size = follow(name, ["latent_image", "samples", "positive", "guider", "conditioning"])
            return Recipe(
                origin: .comfyUI,
                task: any("LoadImage") == nil ? .textToVideo : .imageToVideo,
                prompt: prompt,
                model: model,
                needsImage: any("LoadImage") != nil,
                parameters: VideoParameters(
                    negativePrompt: text(guides, ["negative"]).flatMap { $0.isEmpty ? nil : $0 },
                    numFrames: first(size, ["length", "num_frames", "video_frames"])?.whole,
                    fps: first(names, ["fps", "frame_rate"])?.amount.flatMap { Int(exactly: $0.rounded()) },
                    width: first(size, ["width"])?.whole,
                    height: first(size, ["height"])?.whole,
                    numInferenceSteps: first(follow(name, ["sigmas"]), ["steps"])?.whole,
                    guidanceScale: first([name, guides], ["cfg"])?.amount,
                    seed: noise.whole.flatMap { $0 < 0 ? nil : Int64($0) }
                )
            )
        }
        return nil
    }

    private func noise(_ name: String) -> ParameterValue? {
        first(follow(name, ["noise"]), ["seed", "noise_seed"])
    }

    private var model: String? {
        first(names, ["unet_name", "ckpt_name", "model_name"])?.text
    }

    /// The first node of a class.
    private func any(_ type: String) -> String? {
        names.first { nodes[$0]?["class_type"]?.text == type }
    }

    private func input(_ node: String, _ name: String) -> ParameterValue? {
        nodes[node]?["inputs"]?.members?[name]
    }

    /// The node that an input comes from; nil for a value.
    private func source(_ value: ParameterValue?) -> String? {
        guard let parts = value?.elements, parts.count == 2,
            let name = parts[0].text ?? parts[0].whole.map(String.init)
        else { return nil }
        return nodes[name] == nil ? nil : name
    }

    /// A node and those that some of its inputs come from, and theirs in turn.
    private func follow(_ node: String, _ inputs: [String]) -> [String] {
        var found = [node]
        var index = 0
        while index < found.count, found.count < 200 {
            for input in inputs {
                if let next = source(self.input(found[index], input)), !found.contains(next) {
                    found.append(next)
                }
            }
            index += 1
        }
        return found
    }

    /// The text that leads to a node's input.
    private func text(_ node: String, _ inputs: [String]) -> String? {
        guard let start = inputs.lazy.compactMap({ source(input(node, $0)) }).first else { return nil }
        let onward = inputs + ["conditioning", "conditioning_1", "conditioning_to"]
        return first(follow(start, onward), ["text", "prompt", "t5xxl"])?.text
    }

    /// The first of some inputs that some nodes have, as a value: a node in its place gives its own.
    private func first(_ nodes: [String], _ inputs: [String]) -> ParameterValue? {
        for node in nodes {
            for name in inputs {
                guard var value = input(node, name) else { continue }
                var steps = 0
                while let other = source(value), steps < 20 {
                    let own = [name] + ["value", "seed", "noise_seed", "text", "string", "int", "float"]
                    guard let next = own.lazy.compactMap({ input(other, $0) }).first else { break }
                    (value, steps) = (next, steps + 1)
                }
                if source(value) == nil { return value }
            }
        }
        return nil
    }
}
