/// A value that is kept elsewhere, so that what holds it stays small: a generation is handed from task to task, and a
/// thousand of them wait at once. It behaves as the value itself.
@propertyWrapper
package struct Boxed<Value: Sendable>: Sendable {
    private var box: Box<Value>

    package init(wrappedValue: Value) {
        box = Box(wrappedValue)
    }

    package var wrappedValue: Value {
        get { box.value }
        set { box = Box(newValue) }
    }
}

/// The same for a value that is seldom there: its absence takes no memory.
@propertyWrapper
package struct BoxedIfAny<Value: Sendable>: Sendable {
    private var box: Box<Value>?

    package init() {}

    package init(wrappedValue: Value?) {
        box = wrappedValue.map(Box.init)
    }

    package var wrappedValue: Value? {
        get { box?.value }
        set { box = newValue.map(Box.init) }
    }
}

private final class Box<Value: Sendable>: Sendable {
    let value: Value

    init(_ value: Value) {
        self.value = value
    }
}

extension Boxed: Equatable where Value: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.box === right.box || left.box.value == right.box.value
    }
}

extension Boxed: Hashable where Value: Hashable {
    package func hash(into hasher: inout Hasher) { hasher.combine(box.value) }
}

extension BoxedIfAny: Equatable where Value: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.box === right.box || left.box?.value == right.box?.value
    }
}

extension BoxedIfAny: Hashable where Value: Hashable {
    package func hash(into hasher: inout Hasher) { hasher.combine(box?.value) }
}
