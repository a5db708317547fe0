import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const answers = (name: string) => spawnSync(name, ['--version']).status === 0;

/** A real browser, where this machine has one. */
export const browser = names.find(answers);

const pageOf = (script: string) => `<!doctype html><meta charset="utf-8"><script type="module">
  const tell = (told) => fetch('/told', { method: 'POST', body: JSON.stringify(told) });
  try { await tell(await (async () => { ${script} })()); }
  catch (error) { await tell({ failed: String(error) }); }
</script>`;

/** How a browser is started that nobody watches. */
export const flags = (folder: string) => [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  `--user-data-dir=${folder}`,
];

/** An origin of its own, whose one page runs a script in a real browser. */
export class Page {
  readonly #folder = mkdtempSync(join(tmpdir(), 'amends-browser-'));
  #script = '';
  #tell: (told: unknown) => void = () => undefined;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Page> {
    const server = createServer();
    const page = new Page(server);
    server.on('request', (request, answer) => {
      page.#receive(request);
      answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      answer.end(request.url === '/' ? pageOf(page.#script) : '');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return page;
  }

  get origin(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** What the script, the body of an asynchronous function, returns in the browser. */
  async run(script: string): Promise<unknown> {
    this.#script = script;
    const told = new Promise((give) => {
      this.#tell = give;
    });
    const child = spawn(browser!, [...flags(this.#folder), this.origin], {
      stdio: 'ignore',
      // A group of its own, so that its helpers end with it; what it leaves is in our folder.
      detached: true,
      env: { ...process.env, TMPDIR: this.#folder },
    });
    const ended = once(child, 'exit');
    try {
      return await Promise.race([told, this.#gone(child)]);
    } finally {
      if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL');
      await ended;
    }
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }

  async #gone(child: ChildProcess): Promise<never> {
    await once(child, 'exit');
    throw new Error('The browser ended before the page had told anything.');
  }

  #receive(request: IncomingMessage) {
    if (request.url === '/told') void json(request).then((told) => this.#tell(told));
  }
}
