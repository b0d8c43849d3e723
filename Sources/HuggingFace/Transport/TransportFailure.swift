import AsyncHTTPClient
import Generations
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Turns what the network stack throws before there is an answer into `InferenceError`.
struct TransportFailure: Sendable {
    /// The host that was asked.
    var host: String
    /// The proxy on the way, as `host:port`.
    var proxy: String?
    var limits: Limits
    /// Whether a server may have seen the request.
    var mayHaveArrived: Bool

    /// What an error means; `CancellationError` stays itself.
    func error(for error: any Error) -> any Error {
        if error is CancellationError { return error }
        let text = String(describing: error)
        switch error {
        case let error as InferenceError: return error
        case let error as HTTPClientError: return self.error(for: error)
        case let error as NIOConnectionError: return unreachable(Self.cause(of: error), text)
        case let error as ChannelError:
            if case .connectTimeout = error { return timedOut(.connecting(limits.connect)) }
        case is PrivateAddressRefused:
            return InferenceError.unreadableResponse(
                detail("\(host) is an address in a private network: nothing is fetched from there.")
            )
        case let error as IOError where error.errnoCode == ECONNREFUSED: return unreachable(.refused, text)
        default: break
        }
        if mayHaveArrived { return lost(error) }
        if let reason = TLSFailure.reason(error) { return unreachable(.insecure(reason), reason) }
        return unreachable(.other(Redaction.message(text)), text)
    }

    /// A limit that was reached.
    func error(for limit: InferenceError.TimedOut, stage: Sending.Stage) -> InferenceError {
        guard stage == .notStarted else { return timedOut(limit) }
        switch limit {
        case .silent(let time), .whole(let time), .connecting(let time): return timedOut(.connecting(time))
        case .gateway: return timedOut(limit)
        }
    }

    private func error(for error: HTTPClientError) -> any Error {
        switch error {
        case .cancelled: return CancellationError()
        case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout:
            return timedOut(.connecting(limits.connect))
        case .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
            return unreachable(.proxy("it did not answer in time"), "")
        case .proxyAuthenticationRequired:
            return unreachable(.proxy("it asks for a user name and a password"), "")
        case .invalidProxyResponse: return unreachable(.proxy("it refused the connection"), "")
        case .writeTimeout: return timedOut(.silent(limits.silence))
        default:
            return mayHaveArrived
                ? lost(error) : unreachable(.other(error.shortDescription), error.shortDescription)
        }
    }

    /// The connection is gone, or what came is no HTTP.
    private func lost(_ error: any Error) -> InferenceError {
        if let error = error as? HTTPParserError, error != .invalidEOFState {
            var detail = detail("The answer is no HTTP.")
            detail.mayBeAccepted = mayHaveArrived
            return .unreadableResponse(detail)
        }
        return .connectionLost(detail(""))
    }

    private func unreachable(_ reason: InferenceError.Unreachable, _ text: String) -> InferenceError {
        guard let proxy else { return .unreachable(detail(text), reason) }
        switch reason {
        case .proxy: return .unreachable(detail("The proxy is \(proxy)."), reason)
        case .insecure: return .unreachable(detail(text), reason)
        case .unknownHost: return .unreachable(detail(text), .proxy("the name of \(proxy) is not known"))
        case .refused: return .unreachable(detail(text), .proxy("\(proxy) refuses connections"))
        case .other: return .unreachable(detail(text), .proxy("\(proxy) cannot be reached"))
        }
    }

    private func timedOut(_ limit: InferenceError.TimedOut) -> InferenceError {
        .timedOut(detail(""), limit)
    }

    private func detail(_ text: String) -> ErrorDetail {
        ErrorDetail(message: Redaction.message(text), host: host)
    }

    private static func cause(of error: NIOConnectionError) -> InferenceError.Unreachable {
        let codes = error.connectionErrors.compactMap { ($0.error as? IOError)?.errnoCode }
        if codes.contains(ECONNREFUSED) { return .refused }
        if let code = codes.first { return .other(Redaction.message(String(cString: strerror(code)))) }
        return error.connectionErrors.isEmpty ? .unknownHost : .other("no connection")
    }
}

/// A name led to an address that downloads must not reach.
struct PrivateAddressRefused: Error {}

/// Words for what can go wrong in a TLS handshake.
enum TLSFailure {
    /// The reason in words; nil when the error is none of TLS.
    static func reason(_ error: any Error) -> String? {
        switch error {
        case NIOSSLError.noSuchFilesystemObject, NIOSSLError.failedToLoadCertificate:
            return "the certificates that SSL_CERT_FILE and its kin name cannot be read"
        case NIOSSLError.unableToValidateCertificate, NIOSSLError.noCertificateToValidate:
            return "the certificate is not valid for this host"
        case is NIOSSLExtraError: return "the certificate is for another host"
        case is NIOSSLError, is BoringSSLError: return handshake(String(describing: error))
        default: return nil
        }
    }

    private static func handshake(_ text: String) -> String {
        if text.contains("CERTIFICATE_VERIFY_FAILED") { return "the certificate is not trusted" }
        if text.contains("WRONG_VERSION_NUMBER") { return "the server does not speak TLS at this port" }
        if text.contains("EOF") { return "the server closed the connection during the TLS handshake" }
        return "the TLS handshake failed"
    }
}
