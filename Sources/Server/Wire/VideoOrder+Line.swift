import Generations

extension VideoOrder {
    /// Reads one line of a file with requests: the body of a request for a video on one line, whose image may be a
    /// file as well, since whoever names it is at this machine.
    ///
    /// - Returns: what is asked for, and the path of the image when it is a file.
    /// - Throws: what is wrong with the line.
    package static func read(line: String) throws(ServerProblem) -> (order: VideoOrder, imageFile: String?) {
        guard case .object(var members)? = ParameterValue(json: line) else {
            throw .bad(
                "The line is no JSON object.",
                "Write one object, such as {\"prompt\": \"…\", \"seed\": 7}, on one line."
            )
        }
        guard members["wait"] == nil else {
            throw .bad(
                "“wait” is for the server: here it is always waited.",
                "Leave it out; --max-wait limits a wait."
            )
        }
        guard case .string(let path)? = members["image"], isPath(path) else {
            return (try read(Array(line.utf8), for: .new), nil)
        }
        members["image"] = nil
        // With an image a prompt may be left out.
        var order = try read(Array(ParameterValue.json(members).utf8), for: .again)
        order.prompt = order.prompt ?? ""
        return (order, path)
    }

    private static func isPath(_ text: String) -> Bool {
        let start = text.prefix(8).lowercased()
        return !text.isEmpty && !["http://", "https://", "data:"].contains { start.hasPrefix($0) }
    }
}
