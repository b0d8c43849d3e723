import Foundation
import Generations
import HuggingFace
import Library

/// Finds out what `rushes doctor` reports. Looks, and changes nothing.
struct Diagnosis: Sendable {
    let dependencies: Dependencies

    /// Everything.
    func report() async -> DoctorReport {
        var problems: [DoctorReport.Problem] = []
        let (token, source) = token(&problems)
        let keys = keys(&problems)
        let addresses = await addresses(&problems)
        let hub = await hub(hasToken: token != nil || !keys.isEmpty, addresses, &problems)
        let library = folder(dependencies.libraryFolder)
        let programs = Programs(environment: dependencies.environment)
        let newest = await newest(library, &problems)
        for problem in KeySettings(file: dependencies.settings.file).problems {
            problems.append(.init(status: .usage, sentence: "Settings file: \(problem)"))
        }
        return DoctorReport(
            tokenSource: source,
            token: token,
            keys: keys,
            addresses: addresses,
            hub: hub,
            payer: dependencies.settings[.billTo],
            settings: Setting.allCases.compactMap { setting in
                dependencies.settings.values[setting].map { (setting, $0) }
            },
            library: library,
            newest: newest,
            videos: folder(dependencies.folders.videos),
            log: dependencies.paths.logFile,
            terminal: terminal,
            locale: locale,
            isUTF8: isUTF8,
            programs: ["ffmpeg", "mpv"].map { ($0, programs.path(of: $0)) },
            problems: problems
        )
    }

    private var choice: TokenChoice {
        TokenChoice(
            settings: dependencies.settings,
            trusted: TrustedHosts(file: dependencies.paths.trustedHostsFile)
        )
    }

    private func token(_ problems: inout [DoctorReport.Problem]) -> (String?, String?) {
        switch choice.anywhere() {
        case .found(let found):
            if let problem = openFile(of: found) { problems.append(problem) }
            return (found.token.masked, found.source)
        case .none: return (nil, nil)
        case .unusable(let source, let problem):
            problems.append(.init(status: .denied, sentence: "\(problem.sentence) It is in \(source)."))
            return (nil, source)
        }
    }

    /// The token's file, if others may read it.
    private func openFile(of found: FoundToken) -> DoctorReport.Problem? {
        let environment = dependencies.settings.environmentTokens
        let path = TokenLookup(environment: environment, readFile: { _ in nil }).tokenPath
        let isFile = !Settings.tokenVariables.contains { found.source.hasPrefix($0) }
        guard isFile, let facts = try? FileManager.default.attributesOfItem(atPath: path),
            let mode = facts[.posixPermissions] as? Int, mode & 0o077 != 0
        else { return nil }
        return .init(status: .done, sentence: "Others may read the token's file: chmod 600 \(path)")
    }

    /// The keys of one's own for providers, which the demo does not use.
    private func keys(_ problems: inout [DoctorReport.Problem]) -> [DoctorReport.Key] {
        guard !dependencies.settings.isDemo else { return [] }
        do {
            let keys = try ProviderKeys(environment: dependencies.environment).all()
            return keys.map { .init(provider: $0.key, source: $0.value.source) }
                .sorted { $0.provider.rawValue < $1.provider.rawValue }
        } catch {
            let failure = CommandFailure(error)
            problems.append(.init(status: failure.status, sentence: failure.message))
            return []
        }
    }

    private func addresses(_ problems: inout [DoctorReport.Problem]) async -> [DoctorReport.Address] {
        var addresses: [DoctorReport.Address] = []
        for setting in Setting.allCases where setting.isAddress {
            guard let value = dependencies.settings.values[setting] else { continue }
            let address = DoctorReport.Address(
                setting: setting,
                value: value,
                reachability: await dependencies.probe(value.text),
                needsConfirmation: choice.needsConfirmation(value.text, of: setting)
            )
            if let problem = problem(with: address) { problems.append(problem) }
            addresses.append(address)
        }
        return addresses
    }

    /// Asks the Hub whose the token is, unless it cannot be reached or may not have the token.
    ///
    /// - Parameter hasToken: whether there is a token, or a key that does without.
    private func hub(
        hasToken: Bool,
        _ addresses: [DoctorReport.Address],
        _ problems: inout [DoctorReport.Problem]
    ) async -> HubDiagnosis {
        let address = addresses.first { $0.setting == .hub }
        let isAway = address?.reachability.isReachable == false || address?.needsConfirmation == true
        let hub = isAway ? HubDiagnosis() : await HubDiagnosis.look(dependencies)
        let isNeeded = dependencies.settings[.endpoint] == nil
        problems += hub.problems(
            isNeeded: isNeeded,
            hasToken: hasToken,
            payer: dependencies.settings[.billTo]
        )
        return hub
    }

    /// Without an endpoint, requests go to the router, and the Hub is asked first; else these only inform.
    private func problem(with address: DoctorReport.Address) -> DoctorReport.Problem? {
        let shown = SafeAddress.shown(address.value.text)
        if address.needsConfirmation {
            let host = HostName.host(of: address.value.text) ?? shown
            return .init(
                status: .denied,
                sentence:
                    "\(shown) comes from .env of this folder and gets no token from elsewhere. If you trust "
                    + "it: rushes doctor --trust-host \(host)"
            )
        }
        guard case .unreachable(let reason) = address.reachability,
            address.setting == .endpoint || dependencies.settings[.endpoint] == nil
        else { return nil }
        return .init(
            status: .unreachable,
            sentence: "The \(DoctorReport.words(address.setting)) \(shown) cannot be reached: \(reason)."
        )
    }

    private func folder(_ path: String) -> DoctorReport.Folder {
        let exists = FileManager.default.fileExists(atPath: path)
        var place = path
        while !FileManager.default.fileExists(atPath: place), place != "/", !place.isEmpty {
            place = (place as NSString).deletingLastPathComponent
        }
        let facts = try? FileManager.default.attributesOfFileSystem(forPath: place)
        return .init(path: path, exists: exists, free: (facts?[.systemFreeSize] as? NSNumber)?.int64Value)
    }

    private func newest(
        _ folder: DoctorReport.Folder,
        _ problems: inout [DoctorReport.Problem]
    ) async -> GenerationID? {
        let file = Paths.join(folder.path, LibraryDatabase.fileName)
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        do {
            return try await dependencies.openLibrary().page(limit: 1).generations.first?.id
        } catch {
            let failure = CommandFailure(error)
            problems.append(.init(status: failure.status, sentence: failure.message))
            return nil
        }
    }

    private var terminal: [(String, String)] {
        let names = ["TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "ESCDELAY"]
        let variables = names.compactMap { name in dependencies.environment[name].map { (name, $0) } }
        let output = dependencies.console.output
        return variables + [
            ("output", output.isTerminal ? "terminal, \(output.columns()) columns" : "no terminal")
        ]
    }

    private var locale: String {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        return names.lazy.compactMap { dependencies.environment[$0] }.first { !$0.isEmpty } ?? "C"
    }

    private var isUTF8: Bool {
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }
}
