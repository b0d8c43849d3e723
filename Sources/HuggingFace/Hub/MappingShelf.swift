/// Where the Hub's last answers are kept from one start to the next: texts under names.
package struct MappingShelf: Sendable {
    package var load: @Sendable (_ name: String) async -> String?
    package var save: @Sendable (_ name: String, _ text: String) async -> Void

    package init(
        load: @Sendable @escaping (_ name: String) async -> String?,
        save: @Sendable @escaping (_ name: String, _ text: String) async -> Void
    ) {
        self.load = load
        self.save = save
    }

    /// Keeps nothing.
    package static let none = MappingShelf(load: { _ in nil }, save: { _, _ in })
}
