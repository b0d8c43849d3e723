// The server as a script in Node uses it. Run by `make web`.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { generate, serve } from "./serving.mjs";

let server;

before(async () => {
  server = await serve();
});

after(async () => {
  assert.equal(await server.stop(), 0);
});

const json = async (path, options) => (await fetch(server.address + path, options)).json();

test("it says that it is well", async () => {
  const answer = await fetch(`${server.address}/health`);
  assert.equal(answer.status, 200);
  const health = await answer.json();
  assert.equal(health.status, "ok");
  assert.equal(typeof health.version, "string");
  assert.ok(health.uptime >= 0);
  assert.deepEqual(Object.keys(health.queue).sort(), ["held", "queued", "running", "waiting"]);
});

test("a prompt becomes a video", async () => {
  const answer = await generate(server.address, { prompt: "a red fox in falling snow #quick", seed: 7 });
  assert.equal(answer.status, 200, await answer.clone().text());
  assert.equal(answer.headers.get("content-type"), "video/mp4");
  assert.match(answer.headers.get("content-disposition"), /^attachment; filename="generated-video-\d+\.mp4"$/);
  assert.match(answer.headers.get("x-generation-time"), /^\d+\.\d\ds$/);
  assert.match(answer.headers.get("x-video-size"), /^\d+\.\dMB$/);
  const video = Buffer.from(await answer.arrayBuffer());
  assert.equal(video.length, Number(answer.headers.get("content-length")));
  assert.equal(video.toString("latin1", 4, 8), "ftyp");

  const id = answer.headers.get("x-generation-id");
  const generation = await json(`/api/generations/${id}`);
  assert.equal(generation.status, "succeeded");
  assert.equal(generation.parameters.seed, 7);
  const part = await fetch(`${server.address}/api/generations/${id}/video`, { headers: { Range: "bytes=4-7" } });
  assert.equal(part.status, 206);
  assert.equal(await part.text(), "ftyp");
});

test("a body that is no JSON is refused, and says what to send", async () => {
  const answer = await generate(server.address, "{prompt: a fox");
  assert.equal(answer.status, 400);
  const problem = await answer.json();
  assert.equal(problem.success, false);
  assert.ok(problem.error.length > 0 && problem.suggestion.length > 0);
  assert.deepEqual(problem.example, { prompt: "A beautiful sunset over the ocean" });
});

for (const [what, body] of [
  ["empty", { prompt: "" }],
  ["blank", { prompt: " \n\t" }],
  ["missing", {}],
  ["no text", { prompt: 5 }],
  ["too long", { prompt: "fox ".repeat(50_000) }],
]) {
  test(`a prompt that is ${what} is refused and never sent`, async () => {
    const before = (await json("/api/generations")).generations.length;
    const answer = await generate(server.address, body);
    assert.equal(answer.status, 400);
    assert.equal((await answer.json()).success, false);
    assert.equal((await json("/api/generations")).generations.length, before);
  });
}

test("the same key twice makes one video, and another body under it is refused", async () => {
  const headers = { "Idempotency-Key": randomUUID() };
  const body = { prompt: "one fox only #quick" };
  const [first, second] = await Promise.all([
    generate(server.address, body, headers),
    generate(server.address, body, headers),
  ]);
  assert.deepEqual([first.status, second.status], [200, 200]);
  assert.equal(first.headers.get("x-generation-id"), second.headers.get("x-generation-id"));
  await Promise.all([first.arrayBuffer(), second.arrayBuffer()]);
  assert.equal((await generate(server.address, { prompt: "another fox" }, headers)).status, 422);
});

test("what happens is told as it happens, and again from where one has been", async () => {
  const order = await fetch(`${server.address}/api/generations`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ prompt: "a fox to be watched #quick" }),
  });
  assert.equal(order.status, 202);
  const events = `${server.address}${order.headers.get("location")}/events`;
  const text = await (await fetch(events)).text();
  const names = [...text.matchAll(/^event: (\S+)$/gm)].map(([, name]) => name);
  assert.equal(names.at(-1), "succeeded");
  for (const [, data] of text.matchAll(/^data: (.*)$/gm)) JSON.parse(data);
  const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  assert.deepEqual(ids, [...ids].sort((one, other) => one - other));
  const rest = await (await fetch(events, { headers: { "Last-Event-ID": String(ids.at(-1) - 1) } })).text();
  assert.deepEqual([...rest.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id)), [ids.at(-1)]);
  assert.equal((await fetch(events, { headers: { "Last-Event-ID": String(ids.at(-1)) } })).status, 204);
});
