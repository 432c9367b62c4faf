/// Writes the Swift code for checked declarations.
func emit(_ declarations: Declarations, options: CompileOptions) -> [OutputFile] { [] }
