// A real Chromium without a window, driven over two pipes (https://chromedevtools.github.io/devtools-protocol/).
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class Browser {
  #waiting = new Map();
  #listeners = new Set();
  #last = 0;

  static async start() {
    const browser = new Browser();
    browser.profile = await mkdtemp(join(tmpdir(), "rushes-chromium-"));
    const flags = ["--headless", "--remote-debugging-pipe", `--user-data-dir=${browser.profile}`, "--disable-gpu"];
    // Its sandbox does not work for root, nor in most containers.
    browser.process = spawn(process.env.CHROMIUM ?? "chromium", [...flags, "--no-sandbox", "--mute-audio", "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    browser.exit = once(browser.process, "exit");
    let pending = "";
    browser.process.stdio[4].on("data", (data) => {
      const messages = (pending + data).split("\0");
      pending = messages.pop();
      for (const message of messages) browser.#hear(JSON.parse(message));
    });
    return browser;
  }

  #hear(message) {
    if (message.id === undefined) return this.#listeners.forEach((listener) => listener(message));
    const { resolve, reject } = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) reject(new Error(message.error.message));
    else resolve(message.result);
  }

  send(method, params = {}, sessionId = undefined) {
    const id = (this.#last += 1);
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** Opens a page and waits until it has loaded. */
  async open(address) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId);
    this.#listeners.add((message) => message.sessionId === sessionId && page.hear(message));
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await page.send(`${domain}.enable`);
    const loaded = new Promise((resolve) => (page.onLoad = resolve));
    await page.send("Page.navigate", { url: address });
    await loaded;
    return page;
  }

  async close() {
    this.send("Browser.close").catch(() => {});
    await this.exit;
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Page {
  /** What the browser complained of: refused by a policy, not found, thrown. */
  complaints = [];

  constructor(browser, session) {
    this.browser = browser;
    this.session = session;
  }

  send(method, params) {
    return this.browser.send(method, params, this.session);
  }

  hear({ method, params }) {
    if (method === "Page.loadEventFired") this.onLoad();
    if (method === "Log.entryAdded") this.complaints.push(params.entry.text);
    if (method === "Runtime.exceptionThrown") this.complaints.push(params.exceptionDetails.text);
  }

  /** The value of an expression in the page, as if a person had asked for it. */
  async value(expression) {
    const parameters = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", parameters);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
}
