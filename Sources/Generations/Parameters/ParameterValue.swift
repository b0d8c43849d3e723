/// A JSON value that a user gives for a provider's own parameter.
package indirect enum ParameterValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([ParameterValue])
    case object([String: ParameterValue])
}
