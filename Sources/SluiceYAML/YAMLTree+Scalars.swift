extension YAMLTree {
    /// Everything in the text that is neither a list nor a mapping, keys included, once each and in the order written; also
    /// what no value of ``root`` holds, because a merge key went before it.
    public var scalars: some Sequence<YAMLNode> {
        nodes.lazy.filter { $0.kind != .sequence && $0.kind != .mapping && $0.start < $0.end }
    }
}
