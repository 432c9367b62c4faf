/// A value and the place in the declarations that it was read from.
package struct Located<Value> {
    package var value: Value
    package var place: Place

    package init(value: Value, place: Place) {
        self.value = value
        self.place = place
    }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
