import Foundation
import Generations

/// Where a generation's video goes: a folder and a name, before it is known whether the name is free.
struct VideoPlace: Hashable {
    /// Absolute, without a slash at its end.
    var folder: String
    /// The name without its extension.
    var stem: String
    /// With its point; empty when the user gave none.
    var fileExtension: String
    /// Whether the name is made by us, with the generation's number in it.
    var isOwnName: Bool

    /// The most names that are tried for one video.
    static let mostNames = 10_000

    /// The place of a generation's video: the request's `output`, or a day's folder in the library's.
    init(of generation: Generation, folder: String, timeZone: TimeZone) throws(SystemFailure) {
        let number = String(generation.id.rawValue)
        let padding = String(repeating: "0", count: max(4 - number.count, 0))
        self.init(
            folder: folder + "/" + Self.day(generation.createdAt, timeZone),
            stem: padding + number + "-" + VideoSlug.slug(generation.request.prompt),
            fileExtension: ".mp4",
            isOwnName: true
        )
        guard let output = generation.request.output, !output.isEmpty else { return }
        guard output.utf8.first == FileSystem.slash, !output.utf8.contains(0) else {
            throw SystemFailure(code: EINVAL)
        }
        if output.utf8.last == FileSystem.slash || FileSystem.isFolder(output) {
            self.folder = output
        } else {
            self.init(file: output)
        }
    }

    /// The name with a number, counted from 1; the first has none.
    func name(_ number: Int) -> String {
        stem + (number == 1 ? "" : "-\(number)") + fileExtension
    }

    /// The path of a name in the folder.
    func path(_ name: String) -> String {
        folder.utf8.last == FileSystem.slash ? folder + name : folder + "/" + name
    }

    /// The same place for a WebM video. A name that the user gave another extension than `.mp4` keeps it.
    var forWebM: VideoPlace {
        var place = self
        if fileExtension.lowercased() == ".mp4" { place.fileExtension = ".webm" }
        return place
    }

    /// The place of the image that the video at this one is made of, before the image's kind is known.
    var forKeyframe: VideoPlace {
        var place = self
        place.stem += ".keyframe"
        place.fileExtension = StillImage.Format.png.fileExtension
        return place
    }

    /// The same place for another kind of file.
    func named(_ fileExtension: String) -> VideoPlace {
        var place = self
        place.fileExtension = fileExtension
        return place
    }

    private init(folder: String, stem: String, fileExtension: String, isOwnName: Bool) {
        self.folder = folder
        self.stem = stem
        self.fileExtension = fileExtension
        self.isOwnName = isOwnName
    }

    /// The place of a path that names a file.
    init(file: String) {
        let name = file.utf8.split(separator: FileSystem.slash).last.map { Substring($0) } ?? ""
        let point = name.dropFirst().lastIndex(of: ".") ?? name.endIndex
        self.init(
            folder: FileSystem.parentFolder(of: file),
            stem: String(name[..<point]),
            fileExtension: String(name[point...]),
            isOwnName: false
        )
    }

    /// `YYYY-MM-DD`
    private static func day(_ date: Date, _ timeZone: TimeZone) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }
}
