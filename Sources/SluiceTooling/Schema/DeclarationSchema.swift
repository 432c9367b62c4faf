/// The declaration language as a JSON Schema, by which editors complete and explain what one writes.
package enum DeclarationSchema {
    /// The schema, of draft 2020-12.
    ///
    /// It takes every file that the compiler takes, unless a description or a reference says `true` or `false` without quotes.
    /// Beyond the shape of a file, and what single values look like, it leaves judgement to the compiler.
    package static let json: JSONValue = .object(
        FileSchema.file.keywords.with([
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            // Editors want a name for what they have loaded; there is nothing to be fetched by it.
            "$id": "urn:sluice:declarations",
            "title": "Sluice declarations",
            "description": "Background tasks, the queues that their runs wait in, and how many execute at once.",
            "type": ["object", "null"],
            "$defs": .object(TypeSchema.definitions),
        ]))
}
