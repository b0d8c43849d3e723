import ArgumentParser
import Foundation
import Generations

/// `key=value` of `--param`: a parameter that goes to the provider as it is.
struct ExtraParameter: Hashable, Sendable, ExpressibleByArgument {
    var name: String
    var value: ParameterValue

    /// Takes anything with a name before the first `=`; nil for the rest.
    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
        name = String(argument[..<equals])
        let text = String(argument[argument.index(after: equals)...])
        value = ParameterValue(json: text) ?? .string(text)
    }
}

extension ParameterValue {
    /// Reads any JSON value; nil for text that is none.
    init?(json text: String) {
        let data = Data(text.utf8)
        guard let value = try? JSONDecoder().decode(AnyJSON.self, from: data) else { return nil }
        self = value.value
    }
}

/// Reads JSON of any shape, keeping booleans and whole numbers apart from other numbers.
private struct AnyJSON: Decodable {
    let value: ParameterValue

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let bool = try? container.decode(Bool.self) {
            value = .bool(bool)
        } else if let integer = try? container.decode(Int.self) {
            value = .integer(integer)
        } else if let number = try? container.decode(Double.self) {
            value = .number(number)
        } else if let string = try? container.decode(String.self) {
            value = .string(string)
        } else if let array = try? container.decode([AnyJSON].self) {
            value = .array(array.map(\.value))
        } else {
            value = .object(try container.decode([String: AnyJSON].self).mapValues(\.value))
        }
    }
}
