// The server's description of itself, by the OpenAPI Initiative's own rules. Run by `make web`.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { serve } from "./serving.mjs";

const validator = process.env.OPENAPI_VALIDATOR;

test("the description is a valid one of OpenAPI 3.1", { skip: !validator && "the validator is not installed" }, async () => {
  const server = await serve();
  const description = await (await fetch(`${server.address}/openapi.json`)).text();
  assert.equal(await server.stop(), 0);
  assert.match(JSON.parse(description).openapi, /^3\.1\./);
  const check = spawnSync(validator, ["-"], { input: description, encoding: "utf8" });
  assert.equal(check.status, 0, check.stdout + check.stderr);
});
