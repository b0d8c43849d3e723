// The program under test: `rushes serve` on its built-in demo, in a home of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const program = process.env.RUSHES;

/** Starts the server; resolves when it answers. */
export async function serve({ clients = [], environment = {} } = {}) {
  if (!program) throw new Error("Set RUSHES to the built program.");
  const home = await mkdtemp(join(tmpdir(), "rushes-web-"));
  const child = spawn(program, ["serve", "--demo", "--port", "0"], {
    cwd: home,
    env: { PATH: process.env.PATH, LANG: "C.UTF-8", HOME: home, CLIENT_URL: clients.join(","), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exit = once(child, "exit");
  let [output, errors] = ["", ""];
  child.stderr.on("data", (data) => (errors += data));
  const address = await new Promise((resolve, reject) => {
    child.stdout.on("data", (data) => {
      output += data;
      if (output.includes("/health\n")) resolve(output.match(/Server: +(\S+)/)[1]);
    });
    exit.then(() => reject(new Error(`The server ended: ${errors}`)));
  });
  return {
    address,
    log: () => errors,
    /** Asks it to end; its exit status. */
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      const [status] = await exit;
      await rm(home, { recursive: true });
      return status;
    },
  };
}

/** Makes a video and waits for it; the answer. */
export function generate(address, body, headers = {}) {
  return fetch(`${address}/api/video/generate`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}
