import Generations
import Testing

@testable import HuggingFace

/// Whose a token is and what it may do, from the Hub's answer.
@Suite struct HubIdentityTests {
    private func read(_ body: String) throws -> TokenIdentity {
        var answer = try Fixture("whoami-user").answer()
        answer.body = Array(body.utf8)
        return try HubIdentity.read(answer)
    }

    /// An answer for a fine-grained token of `someone` with these rights.
    private func fineGrained(_ rights: String) throws -> TokenIdentity {
        try read(
            #"{"name":"someone","auth":{"type":"access_token","accessToken":{"role":"fineGrained","#
                + #""fineGrained":\#(rights)}}}"#
        )
    }

    @Test(arguments: [
        ("whoami-user", TokenIdentity.Role.write, TokenIdentity.Right.allowed, "hub.js", [String]()),
        ("whoami-fine-grained", .fineGrained, .allowed, "someone", ["some-org"]),
        ("whoami-fine-grained-without-permission", .fineGrained, .denied, "someone", []),
    ])
    func `the recorded answers tell the right to call providers`(
        name: String,
        role: TokenIdentity.Role,
        right: TokenIdentity.Right,
        owner: String,
        organizations: [String]
    ) throws {
        let identity = try HubIdentity.read(Fixture(name).answer())
        #expect(identity.role == role && identity.providers == right)
        #expect(identity.name == owner && identity.organizations == organizations)
    }

    @Test func `a bad token is told with where it came from`() throws {
        let answer = try Fixture("whoami-401").answer(.submit)
        let error = #expect(throws: InferenceError.self) { try HubIdentity.read(answer) }
        guard case .invalidToken(_, "HF_TOKEN")? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        (#"{"global":["inference.serverless.write"],"scoped":[]}"#, TokenIdentity.Right.allowed),
        (
            #"{"scoped":[{"entity":{"type":"user","name":"someone"},"permissions":["inference.serverless.write"]}]}"#,
            .allowed
        ),
        (
            #"{"scoped":[{"entity":{"type":"org","name":"studio"},"permissions":["inference.serverless.write"]}]}"#,
            .onlyFor(["studio"])
        ),
        (#"{"global":["inference.endpoints.infer.write"],"scoped":[{"permissions":null}]}"#, .denied),
        ("{}", .denied), ("null", .denied), (#"{"global":"all","scoped":{"a":1}}"#, .denied),
    ])
    func `a right is granted everywhere, for the owner, or for some accounts`(
        rights: String,
        right: TokenIdentity.Right
    ) throws {
        #expect(try fineGrained(rights).providers == right)
    }

    @Test func `what is no access token, or of an unknown role, says nothing of rights`() throws {
        let oauth = try read(#"{"name":"someone","auth":{"type":"oauth"}}"#)
        #expect(oauth.role == .other("oauth") && oauth.providers == .unknown)
        let odd = try read(#"{"name":"x","orgs":null,"auth":{"accessToken":{"role":"god\u001b[31m"}}}"#)
        #expect(odd.role == .other("god[31m") && odd.providers == .unknown)
    }

    @Test func `an answer without a name is none`() {
        for body in ["{}", "[]", "", #"{"name":null}"#] {
            #expect(throws: InferenceError.self) { try read(body) }
        }
    }
}
