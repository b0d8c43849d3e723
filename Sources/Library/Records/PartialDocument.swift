import Generations

/// What is kept of a download, as it stands in the column `partial`.
struct PartialDocument: Codable {
    var path: String
    var address: String
    var entityTag: String?
    var lastModified: String?
    var total: Int64?
    var file: UInt64?

    init(_ partial: PartialDownload) {
        path = partial.path
        address = partial.address
        total = partial.total
        file = partial.file
        switch partial.validator {
        case .entityTag(let tag)?: entityTag = tag
        case .lastModified(let date)?: lastModified = date
        case nil: break
        }
    }

    var partial: PartialDownload {
        PartialDownload(
            path: path,
            address: address,
            validator: entityTag.map { .entityTag($0) } ?? lastModified.map { .lastModified($0) },
            total: total,
            file: file
        )
    }
}

extension RowReader {
    /// What is kept of a download.
    func partial() throws(UnreadableRow) -> PartialDownload? {
        guard let text: String = try optional("partial") else { return nil }
        let document: PartialDocument = try JSONDocument.value(text, of: "partial")
        return document.partial
    }
}
