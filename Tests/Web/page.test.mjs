// The page at `/`, and pages that call the server, in a real browser. Run by `make web`.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { Browser } from "./chromium.mjs";
import { generate, serve } from "./serving.mjs";

const hostile = `<script>document.title = "taken"</script><img src=x onerror="document.title='taken'"> &amp; "it's" #quick`;

let [server, browser, friend, stranger] = [];

/** A page of somebody else, on an origin of its own. */
async function site() {
  const site = createServer((_, answer) => {
    answer.setHeader("Content-Type", "text/html").end("<!doctype html><title>a site</title><link rel=icon href=data:,>");
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  return { address: `http://localhost:${site.address().port}`, close: () => site.close() };
}

before(async () => {
  [friend, stranger, browser] = await Promise.all([site(), site(), Browser.start()]);
  server = await serve({ clients: [friend.address, "http://localhost:1"] });
});

after(async () => {
  await browser.close();
  friend.close();
  stranger.close();
  assert.equal(await server.stop(), 0);
});

test("an empty library is a page as well", async () => {
  const page = await browser.open(server.address);
  assert.equal(await page.value("document.title"), "Rushes");
  assert.match(await page.value("document.body.innerText"), /There are no videos yet/);
  assert.deepEqual(page.complaints, []);
});

test("the newest videos are listed and play, and no prompt becomes a part of the page", async () => {
  assert.equal((await generate(server.address, { prompt: "a first fox #quick" })).status, 200);
  assert.equal((await generate(server.address, { prompt: hostile })).status, 200);
  const page = await browser.open(server.address);
  const texts = await page.value("[...document.querySelectorAll('article p')].map((p) => p.textContent)");
  assert.deepEqual(texts, [hostile, "a first fox #quick"]);
  assert.equal(await page.value("document.title"), "Rushes");
  assert.equal(await page.value("document.querySelectorAll('script, img').length"), 0);
  const [width, time] = await page.value(`(async () => {
    const video = document.querySelector("video");
    video.muted = true;
    await video.play();
    while (video.currentTime === 0) await new Promise((next) => video.addEventListener("timeupdate", next, { once: true }));
    return [video.videoWidth, video.currentTime];
  })()`);
  assert.ok(width > 0 && time > 0);
  assert.deepEqual(page.complaints, []);
});

test("the page's policy lets no script of a stranger run", async () => {
  const page = await browser.open(server.address);
  await page.value(`document.body.append(Object.assign(document.createElement("script"), { text: "document.title = 'taken'" }))`);
  assert.equal(await page.value("document.title"), "Rushes");
  assert.match(page.complaints.join(), /Content Security Policy/);
});

const call = (body) => `(async () => {
  const answer = await fetch("${server.address}/api/video/generate", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": "a key" },
    body: JSON.stringify(${JSON.stringify(body)}),
  });
  const video = document.createElement("video");
  video.src = URL.createObjectURL(await answer.blob());
  await new Promise((resolve, reject) => Object.assign(video, { onloadedmetadata: resolve, onerror: reject }));
  return [answer.status, answer.headers.get("X-Generation-Time"), video.duration];
})()`;

test("a page that was named gets its video", async () => {
  const page = await browser.open(friend.address);
  const [status, time, duration] = await page.value(call({ prompt: "a fox for a friend #quick" }));
  assert.equal(status, 200);
  assert.match(time, /^\d+\.\d\ds$/);
  assert.ok(duration > 0);
});

test("a page that was not named makes nothing", async () => {
  const count = async () => (await (await fetch(`${server.address}/api/generations`)).json()).generations.length;
  const earlier = await count();
  const page = await browser.open(stranger.address);
  await assert.rejects(page.value(call({ prompt: "a fox for a stranger" })), /Failed to fetch/);
  // Without headers that need leave the browser sends first and asks afterwards.
  await page.value(`fetch("${server.address}/api/generations", { method: "POST", mode: "no-cors", body: '{"prompt": "a fox"}' }).catch(() => {})`);
  assert.equal(await count(), earlier);
});
