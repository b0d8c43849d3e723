import Foundation
import Generations
import Server

/// What `rushes doctor` finds out; it holds no secret.
struct DoctorReport: Sendable {
    /// Something that does not work, with the number that a command would end with because of it.
    struct Problem: Hashable, Sendable {
        var status: ExitStatus
        var sentence: String
    }

    /// An address that requests go to.
    struct Address: Hashable, Sendable {
        var setting: Setting
        var value: SettingValue
        var reachability: Reachability
        var needsConfirmation: Bool
    }

    /// A provider's key of the user's own, by the variable that it stands in.
    struct Key: Hashable, Sendable {
        var provider: InferenceProvider
        var source: String
    }

    struct Folder: Hashable, Sendable {
        var path: String
        var exists: Bool
        /// Of the disk that it is on, in bytes.
        var free: Int64?
    }

    /// Where the token came from; nil when there is none.
    var tokenSource: String?
    /// What it looks like, masked.
    var token: String?
    var keys: [Key]
    var addresses: [Address]
    /// What the Hub says of the token.
    var hub: HubDiagnosis
    /// Who is to pay, when that is set.
    var payer: String?
    var settings: [(setting: Setting, value: SettingValue)]
    var library: Folder
    /// The newest generation's number; nil when there is no library yet or it cannot be read.
    var newest: GenerationID?
    var videos: Folder
    var log: String
    var terminal: [(name: String, value: String)]
    var locale: String
    var isUTF8: Bool
    /// Programs that are used when they are there.
    var programs: [(name: String, path: String?)]
    var problems: [Problem]

    /// What the command ends with.
    var status: ExitStatus { .worst(of: problems.map(\.status)) }
}

extension DoctorReport {
    /// The report for people.
    var lines: [String] {
        var lines = [Version.full, ""]
        lines.append(
            row(
                "Token",
                token.map { "\($0) from \(tokenSource ?? "?")" }
                    ?? "none; HF_TOKEN or `hf auth login` sets one"
            )
        )
        if !keys.isEmpty {
            lines.append(
                row("Keys", keys.map { "\($0.provider.rawValue) from \($0.source)" }.joined(separator: ", "))
            )
        }
        lines += hub.rows(payer: payer).map { row($0.name, $0.text) }
        for address in addresses {
            lines.append(
                row(
                    Self.words(address.setting).capitalized,
                    "\(shown(address)) — \(address.reachability.text)"
                )
            )
        }
        if !addresses.contains(where: { $0.setting == .endpoint }) {
            lines.append(row("Endpoint", "none: requests go to the router"))
        }
        lines.append(row("Library", "\(folder(library))\(newest.map { ", newest \($0)" } ?? "")"))
        lines.append(row("Videos", folder(videos)))
        lines.append(row("Log", log))
        lines.append(row("Terminal", terminal.map { "\($0.name)=\($0.value)" }.joined(separator: " ")))
        lines.append(row("Locale", isUTF8 ? locale : "\(locale) (not UTF-8)"))
        for program in programs { lines.append(row(program.name, program.path ?? "not found")) }
        lines += ["", "Settings"]
        lines += settings.map { "  \($0.setting.variable) = \(text($0)) (\($0.value.origin.text))" }
        if problems.isEmpty { return lines + ["", "Nothing is wrong."] }
        return lines + ["", "Problems"] + problems.map { "  \($0.sentence)" }
    }

    /// The report for programs.
    var json: JSONText {
        .members([
            "version": .string(Version.current),
            "commit": .optional(Version.commit),
            "token": .members(["found": .bool(token != nil), "source": .optional(tokenSource)]),
            "keys": .array(
                keys.map {
                    .members(["provider": .string($0.provider.rawValue), "source": .string($0.source)])
                }
            ),
            "hub": hub.json,
            "payer": .optional(payer),
            "addresses": .array(addresses.map(json)),
            "settings": .array(
                settings.map {
                    .members([
                        "variable": .string($0.setting.variable), "value": .string(text($0)),
                        "origin": .string($0.value.origin.text),
                    ])
                }
            ),
            "library": json(library),
            "newest": .optional(newest?.rawValue),
            "videos": json(videos),
            "log": .string(log),
            "terminal": .object(terminal.map { .init(key: $0.name, value: .string($0.value)) }),
            "locale": .members(["name": .string(locale), "utf8": .bool(isUTF8)]),
            "programs": .object(programs.map { .init(key: $0.name, value: .optional($0.path)) }),
            "problems": .array(problems.map { .string($0.sentence) }),
        ])
    }

    private func json(_ address: Address) -> JSONText {
        .members([
            "name": .string(address.setting.rawValue),
            "address": .string(SafeAddress.shown(address.value.text)),
            "origin": .string(address.value.origin.text),
            "reachable": address.reachability.isReachable.map { .bool($0) } ?? .null,
            "detail": .string(address.reachability.text),
            "needs_confirmation": .bool(address.needsConfirmation),
        ])
    }

    private func json(_ folder: Folder) -> JSONText {
        .members([
            "path": .string(folder.path), "exists": .bool(folder.exists),
            "free_bytes": .optional(folder.free),
        ])
    }

    private func shown(_ address: Address) -> String { SafeAddress.shown(address.value.text) }

    private func text(_ row: (setting: Setting, value: SettingValue)) -> String {
        if row.setting.isSecret { return "set" }
        return row.setting.isAddress ? SafeAddress.shown(row.value.text) : row.value.text
    }

    private func folder(_ folder: Folder) -> String {
        let state = folder.exists ? "" : " (is made when it is needed)"
        return folder.path + state + (folder.free.map { ", \(ProgressText.bytes($0)) free" } ?? "")
    }

    /// What an address is called in a sentence.
    static func words(_ setting: Setting) -> String {
        switch setting {
        case .hub: "Hub"
        case .router: "router"
        default: "endpoint"
        }
    }

    private func row(_ name: String, _ value: String) -> String {
        name + String(repeating: " ", count: max(1, 10 - name.count)) + value
    }
}

/// Addresses as they may be shown: people put secrets into them.
enum SafeAddress {
    /// The address without a user, a password or a query.
    static func shown(_ address: String) -> String {
        var text = address
        if let question = text.firstIndex(where: { $0 == "?" || $0 == "#" }) {
            text = text[..<question] + "?…"
        }
        guard let start = text.firstRange(of: "://")?.upperBound else { return text }
        let authority = text[start...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return text }
        return String(text[..<start]) + String(text[text.index(after: at)...])
    }
}
