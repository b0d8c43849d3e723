import Foundation
import NIOSSL
import Testing

/// A self-signed certificate for 127.0.0.1, made by openssl for one test run.
struct TestCertificate: Sendable {
    let folder: URL

    var certificatePath: String { folder.appending(path: "cert.pem").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "rushes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/env")
        openssl.arguments =
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes",
            ]
            + ["-keyout", folder.appending(path: "key.pem").path, "-out", certificatePath, "-days", "2"]
            + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        openssl.standardError = FileHandle.nullDevice
        openssl.standardOutput = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        try #require(openssl.terminationStatus == 0)
    }

    func context() throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(certificatePath).map(
            NIOSSLCertificateSource.certificate
        )
        let key = try NIOSSLPrivateKey(file: folder.appending(path: "key.pem").path, format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        )
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }
}
