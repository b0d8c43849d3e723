// swift-tools-version: 6.2
import PackageDescription

/// One set of compiler settings for every target of ours; dependencies keep their own.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
    // Types are made by calls and not looked up by their names, for which the runtime scans the whole program: that is
    // a good part of the time to the first frame.
    .unsafeFlags(
        ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
        .when(configuration: .release)
    ),
]

/// Warnings of our C code are errors as well.
let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

/// The commit, which the Makefile sets for releases alone: so a commit makes nobody build again who only works on it.
let commit = (Context.environment["RUSHES_COMMIT"] ?? "").filter { $0.isHexDigit || $0 == "+" }

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1 = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
/// On macOS it is a part of the system.
let system = Target.Dependency.product(
    name: "SystemPackage",
    package: "swift-system",
    condition: .when(platforms: [.linux])
)

let package = Package(
    name: "rushes",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "rushes", targets: ["rushes"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["JSON"]),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CNcurses",
            providers: [.apt(["libncursesw5-dev"]), .brew(["ncurses"])]
        ),
        .target(
            name: "CProcess",
            cSettings: strictC + (commit.isEmpty ? [] : [.define("RUSHES_COMMIT", to: "\"\(commit)\"")])
        ),
        .target(
            name: "CTerminal",
            dependencies: ["CNcurses"],
            cSettings: strictC,
            linkerSettings: [
                .linkedLibrary("ncursesw", .when(platforms: [.linux])),
                .linkedLibrary("tinfo", .when(platforms: [.linux])),
                .linkedLibrary("ncurses", .when(platforms: [.macOS])),
            ]
        ),
        .target(
            name: "Commands",
            dependencies: [
                "CProcess", "CursesTerminal", "Engine", "Generations", "HuggingFace", "Interface", "Library",
                "Server", "Simulator", "Terminal", argumentParser, configuration, logging, subprocess, system,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "CursesTerminal",
            dependencies: ["CNcurses", "CTerminal", "Terminal"],
            swiftSettings: strict
        ),
        .target(
            name: "Engine",
            dependencies: ["Generations", logging, serviceLifecycle],
            swiftSettings: strict
        ),
        .target(name: "Generations", swiftSettings: strict),
        .target(
            name: "HuggingFace",
            dependencies: ["Generations", asyncHTTPClient, logging, nioCore, nioHTTP1, nioPosix, nioSSL],
            swiftSettings: strict
        ),
        .target(name: "Interface", dependencies: ["Generations", "Terminal"], swiftSettings: strict),
        .target(name: "Library", dependencies: ["Generations", grdb], swiftSettings: strict),
        .target(
            name: "Server",
            dependencies: [
                "Engine", "Generations", "Library", httpTypes, hummingbird, hummingbirdCore, logging, nioCore,
                nioHTTP1, nioHTTPTypes, nioHTTPTypesHTTP1, nioPosix, serviceLifecycle,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Simulator",
            dependencies: [hummingbirdCore, logging, nioCore, nioHTTP1, nioPosix, serviceLifecycle],
            exclude: ["Payloads/make-clips.sh"],
            swiftSettings: strict
        ),
        .target(name: "Terminal", swiftSettings: strict),
        .executableTarget(name: "rushes", dependencies: ["Commands"], swiftSettings: strict),

        // Tests
        .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal", cSettings: strictC),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "CursesTerminal", "Engine", "Generations", "HuggingFace", "Interface", "Library",
                "Server", "Simulator", "Terminal", "TestSupport",
                argumentParser, logging,
            ],
            exclude: ["__Snapshots__"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CursesTerminalTests",
            dependencies: ["CursesTerminal", "Terminal", "TerminalProbe", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["Generations", "Terminal", "TestSupport", "rushes"],
            exclude: ["Sessions", "__Snapshots__"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EngineTests",
            dependencies: ["Engine", "Generations", "TestSupport", logging],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GenerationsTests",
            dependencies: ["Generations", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HuggingFaceTests",
            dependencies: [
                "Generations", "HuggingFace", "Simulator", asyncHTTPClient, logging, nioCore, nioHTTP1,
                nioPosix,
                nioSSL,
            ],
            exclude: ["Fixtures"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "InterfaceTests",
            dependencies: ["Generations", "Interface", "Terminal", "TestSupport"],
            exclude: ["__Snapshots__"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LibraryTests",
            dependencies: ["Generations", "Library", grdb],
            exclude: ["__Snapshots__"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Engine", "Generations", "Library", "Server", "TestSupport", httpTypes, hummingbird,
                hummingbirdTesting, logging, nioCore,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SimulatorTests",
            dependencies: ["Simulator", logging, nioCore, nioPosix, serviceLifecycle],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "TerminalProbe",
            dependencies: ["CursesTerminal", "Terminal"],
            path: "Tests/TerminalProbe",
            swiftSettings: strict
        ),
        .testTarget(
            name: "TerminalTests",
            dependencies: ["CPseudoTerminal", "Terminal", "TestSupport"],
            swiftSettings: strict
        ),
        .target(
            name: "TestSupport",
            dependencies: ["CPseudoTerminal", "Generations", "Terminal"],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)
