import Foundation
import Interface
import Terminal

/// Pictures that were taken out of videos before, as files in the user's folder for such things.
///
/// A file's name tells which video it is from, as the file system knows it, and which pictures: a video that has
/// changed has another name here. Files that were longest unused go first.
struct PictureCache: Sendable {
    let folder: String
    var mostFiles = 2_000
    var mostBytes = 64_000_000

    /// The name for the pictures of a video; nil when the video is not there.
    static func name(for key: PictureKey) -> String? {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: key.path),
            let device = facts[.systemNumber] as? Int, let file = facts[.systemFileNumber] as? Int,
            let size = facts[.size] as? Int, size > 0, let changed = facts[.modificationDate] as? Date
        else { return nil }
        let kind =
            switch key.kind {
            case .stills(let count): "stills\(count)"
            case .loop: "loop"
            }
        let milliseconds = Int(changed.timeIntervalSince1970 * 1_000)
        return "\(device)-\(file)-\(size)-\(milliseconds)-\(kind)-\(key.width)x\(key.height)"
    }

    /// The pictures under a name; nil when they are not here, or damaged.
    func pictures(_ name: String, width: Int, height: Int) -> [Picture]? {
        let path = Paths.join(folder, name)
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let size = width * height * 3
        guard size > 0, !data.isEmpty, data.count % size == 0 else { return nil }
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: path)
        let bytes = Array(data)
        return stride(from: 0, to: bytes.count, by: size).compactMap {
            Picture(width: width, height: height, bytes: Array(bytes[$0..<($0 + size)]))
        }
    }

    /// Keeps pictures under a name. What cannot be kept is taken out of the video again next time.
    func keep(_ pictures: [Picture], as name: String) {
        let files = FileManager.default
        try? files.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let place = URL(fileURLWithPath: Paths.join(folder, name))
        guard (try? Data(pictures.flatMap(\.bytes)).write(to: place, options: .atomic)) != nil else { return }
        tidy()
    }

    /// Takes away what was longest unused, as far as there is too much.
    private func tidy() {
        let wanted: Set<URLResourceKey> = [.contentModificationDateKey, .fileSizeKey]
        let found = try? FileManager.default.contentsOfDirectory(
            at: URL(fileURLWithPath: folder),
            includingPropertiesForKeys: Array(wanted)
        )
        guard let found, found.count > mostFiles / 2 else { return }
        let files = found.map { file in
            let facts = try? file.resourceValues(forKeys: wanted)
            return (file, facts?.contentModificationDate ?? .distantPast, facts?.fileSize ?? 0)
        }
        var (count, bytes) = (0, 0)
        for (file, _, size) in files.sorted(by: { $0.1 > $1.1 }) {
            count += 1
            bytes += size
            if count > mostFiles || bytes > mostBytes { try? FileManager.default.removeItem(at: file) }
        }
    }
}
