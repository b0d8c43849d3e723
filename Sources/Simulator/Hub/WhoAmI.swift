/// The answers of `/api/whoami-v2` (huggingface.js `hub/src/lib/who-am-i.ts`).
enum WhoAmI {
    /// Whose the token is and what it may.
    static func json(_ token: SimulatedToken) -> JSON {
        [
            "type": "user", "id": "000000000000000000000000", "name": "someone", "fullname": "Some One",
            "emailVerified": true, "canPay": true, "isPro": false, "periodEnd": .integer(SimulatedDate.start),
            "billingMode": "prepaid", "avatarUrl": "/avatars/x.svg",
            "orgs": [
                ["type": "org", "id": "000000000000000000000001", "name": "some-org", "fullname": "Some Org"]
            ],
            "auth": ["type": "access_token", "accessToken": accessToken(token)],
        ]
    }

    private static func accessToken(_ token: SimulatedToken) -> JSON {
        let base: JSON = [
            "displayName": "demo", "role": role(token), "createdAt": "2026-01-01T00:00:00.000Z",
        ]
        switch token {
        case .full: return base.adding(["fineGrained": rights(["inference.serverless.write"])])
        case .withoutPermission: return base.adding(["fineGrained": rights([])])
        case .read, .invalid: return base
        }
    }

    private static func role(_ token: SimulatedToken) -> JSON {
        switch token {
        case .full, .withoutPermission: "fineGrained"
        case .read, .invalid: "read"
        }
    }

    private static func rights(_ global: [String]) -> JSON {
        let owner: JSON = ["_id": "000000000000000000000000", "type": "user", "name": "someone"]
        return [
            "canReadGatedRepos": false, "global": .array(global.map { .string($0) }),
            "scoped": [["entity": owner, "permissions": ["repo.content.read"]]],
        ]
    }
}
