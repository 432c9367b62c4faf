/// An error that ends its run at once, with attempts left or not. Throw it, or let an error of your own conform.
///
/// ```swift
/// struct CardDeclined: FinalError {}
/// throw CardDeclined()
/// ```
public protocol FinalError: Error {}
