#if Postgres
    extension String {
        /// A name as SQL writes it, whatever is in it.
        var quotedForSQL: String { "\"\(replacing("\"", with: "\"\""))\"" }
    }
#endif
