import Foundation
import SluiceCompiler
import SluiceFiles

/// The files of this machine.
package struct DiskTree: FileTree {
    package init() {}

    package func kind(of path: String) -> FileKind? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        return isFolder.boolValue ? .folder : .file
    }

    package func names(in folder: String) throws(InputError) -> [String] {
        do {
            return try Disk.names(in: folder)
        } catch {
            throw InputError.unreadable("\(error)")
        }
    }

    package func identity(of path: String) -> String { path.realPath }

    package func isRealFolder(_ path: String) -> Bool {
        let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        return type == .typeDirectory
    }

    package func read(_ path: String) throws(InputError) -> [UInt8] {
        do {
            return try Disk.read(path, atMost: SourceFile.mostBytesRead)
        } catch {
            throw InputError.unreadable("\(error)")
        }
    }

    package func displayName(of path: String) -> String { path }
}
