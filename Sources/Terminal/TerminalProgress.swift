/// How far the work of a program is, as some terminals show it on their window or in the taskbar.
package enum TerminalProgress: Equatable, Sendable {
    /// Nothing goes on.
    case none
    /// Something goes on, and nobody knows how far it is.
    case unknown
    /// 0 to 100.
    case percent(Int)
}
