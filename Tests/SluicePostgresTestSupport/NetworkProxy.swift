import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Stands between clients and a server, and does to their connections what networks do.
package final class NetworkProxy: @unchecked Sendable {
    private let listener: LoopbackSocket
    private let target: Int
    /// Where clients connect to, on 127.0.0.1.
    package let port: Int

    private let condition = NSCondition()
    private var sockets: Set<Int32> = []
    private var pairs: [ObjectIdentifier: Pair] = [:]
    private var isStalled = false

    /// - Parameter target: The server's port on 127.0.0.1.
    package init(to target: Int) throws {
        self.target = target
        listener = try LoopbackSocket()
        port = try listener.bind()
        try listener.listen()
        Thread.detachNewThread { [self] in acceptAll() }
    }

    /// How many connections there are through it.
    package var connectionCount: Int { condition.withLock { pairs.count } }

    /// Lets nothing through any more, in either direction, without a word to anybody: as a cable that is pulled.
    package func stall() { condition.withLock { isStalled = true } }

    /// The same for one connection alone, as where a router has forgotten it. What the other ones say gets through.
    /// - Parameter random: Chooses which.
    /// - Returns: Whether there was one.
    @discardableResult
    package func stallOne(using random: inout some RandomNumberGenerator) -> Bool {
        condition.withLock {
            let open = pairs.values.sorted { $0.client.descriptor < $1.client.descriptor }
            guard let chosen = open.randomElement(using: &random) else { return false }
            chosen.isStalled = true
            return true
        }
    }

    /// Lets everything through again, what was held back first.
    package func resume() {
        condition.withLock {
            isStalled = false
            for pair in pairs.values { pair.isStalled = false }
            condition.broadcast()
        }
    }

    /// Closes the connections that there are.
    /// - Returns: How many.
    @discardableResult
    package func cut() -> Int {
        condition.withLock {
            for socket in sockets { _ = shutdown(socket, Int32(SHUT_RDWR)) }
            return pairs.count
        }
    }

    /// Ends all connections, and takes none any more.
    package func close() {
        resume()
        cut()
        listener.shutDown()
    }

    private func acceptAll() {
        while let client = listener.accept() {
            guard let server = try? LoopbackSocket(), (try? server.connect(to: target)) != nil else {
                client.close()
                continue
            }
            let pair = Pair(client: client, server: server)
            condition.withLock {
                for socket in [client, server] { sockets.insert(socket.descriptor) }
                pairs[ObjectIdentifier(pair)] = pair
            }
            Thread.detachNewThread { [self] in forward(from: client, to: server, of: pair) }
            Thread.detachNewThread { [self] in forward(from: server, to: client, of: pair) }
        }
        listener.close()
    }

    private final class Pair: @unchecked Sendable {
        let client: LoopbackSocket
        let server: LoopbackSocket
        /// Of the two directions, under the proxy's lock.
        var openCount = 2
        var isStalled = false

        init(client: LoopbackSocket, server: LoopbackSocket) {
            self.client = client
            self.server = server
        }
    }

    private func forward(from source: LoopbackSocket, to target: LoopbackSocket, of pair: Pair) {
        while let bytes = source.read() {
            condition.withLock { while isStalled || pair.isStalled { condition.wait() } }
            guard target.write(bytes) else { break }
        }
        // An end is not told either while nothing gets through.
        condition.withLock {
            while isStalled || pair.isStalled { condition.wait() }
            for socket in [pair.client, pair.server] { socket.shutDown() }
            pair.openCount -= 1
            guard pair.openCount == 0 else { return }
            pairs[ObjectIdentifier(pair)] = nil
            for socket in [pair.client, pair.server] {
                sockets.remove(socket.descriptor)
                socket.close()
            }
        }
    }
}
