import SluiceCompiler

/// What libFuzzer calls with each input (https://llvm.org/docs/LibFuzzer.html).
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let files = Input.files(UnsafeBufferPointer(start: start, count: count))
    let checked = check(files: files)
    let all = compile(files: files)
    let client = compile(files: files.reversed(), options: CompileOptions(mode: .client))

    let invariants = Invariants(checked)
    invariants.diagnosticsAreInOrder()
    invariants.placesAreInTheFiles()
    invariants.textIsWellFormed()
    Invariants.hold(checked.outputs.isEmpty, "checking generates nothing")
    Invariants.hold(all.files == checked.files, "generating sees the files that checking sees")
    Invariants.hold(all.diagnostics == checked.diagnostics, "generating says what checking says")
    Invariants.hold(client.diagnostics == checked.diagnostics, "no diagnostic depends on the mode, or the files' order")
    for result in [all, client] {
        Invariants.hold(!result.hasErrors || result.outputs.isEmpty, "an error leaves nothing generated")
        Invariants.hold(
            Set(result.outputs.map(\.name)).count == result.outputs.count, "each output has a name of its own")
    }
    Invariants.hold(all == compile(files: files.reversed()), "output depends on the files alone, not on their order")
    return 0
}
