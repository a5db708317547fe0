import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { browser, flags } from './browser.js';

interface Answer {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly exception?: { readonly description?: string } };
}

/** One thing that a screen reader finds on the page. */
export interface Accessible {
  readonly role: string;
  readonly name: string;
}

interface Node {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

const PATIENCE = 15_000;

/** Tries until it gives something, for at most fifteen seconds. */
const until = async <Value>(look: () => Promise<Value | undefined> | Value | undefined) => {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    const found = await look();
    if (found) return found;
    await new Promise((go) => void setTimeout(go, 25));
  }
  throw new Error('The browser did not come so far within fifteen seconds.');
};

const portIn = (folder: string) => {
  try {
    return readFileSync(join(folder, 'DevToolsActivePort'), 'utf8').split('\n')[0];
  } catch {
    return undefined;
  }
};

const pageAt = async (port: string): Promise<string | undefined> => {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as readonly {
    readonly type: string;
    readonly webSocketDebuggerUrl: string;
  }[];
  return targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl;
};

/** A tab of a real browser, used by keyboard, and read as a screen reader reads it (DevTools protocol). */
export class BrowserTab {
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #calls = 0;

  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
    private readonly socket: WebSocket,
  ) {
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as Answer;
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
    });
  }

  static async open(url: string): Promise<BrowserTab> {
    const folder = mkdtempSync(join(tmpdir(), 'amends-browser-'));
    const line = [...flags(folder), '--remote-debugging-port=0', '--window-size=1000,1400', url];
    const env = { ...process.env, TMPDIR: folder };
    const child = spawn(browser!, line, { stdio: 'ignore', detached: true, env });
    const port = await until(() => portIn(folder));
    const socket = new WebSocket(await until(() => pageAt(port)));
    await once(socket, 'open');
    const tab = new BrowserTab(folder, child, socket);
    await tab.until(`location.href === '${url}' && document.readyState === 'complete'`);
    return tab;
  }

  /** The value of an expression in the page. */
  async read(expression: string): Promise<unknown> {
    const options = { expression, awaitPromise: true, returnByValue: true };
    const told = (await this.#call('Runtime.evaluate', options)) as unknown as Evaluated;
    const fault = told.exceptionDetails?.exception?.description;
    if (fault !== undefined) throw new Error(fault);
    return told.result.value;
  }

  /** Waits until an expression holds in the page. */
  until(expression: string): Promise<unknown> {
    return until(() => this.read(expression));
  }

  async type(text: string): Promise<void> {
    await this.#call('Input.insertText', { text });
  }

  /** Presses keys one after another, as `Tab`, `Enter`, `ArrowLeft`, `Space`. */
  async press(...keys: readonly string[]): Promise<void> {
    const texts: Readonly<Record<string, string>> = { Enter: '\r', Space: ' ' };
    const codes: Readonly<Record<string, number>> = {
      Tab: 9,
      Enter: 13,
      Space: 32,
      ArrowLeft: 37,
    };
    for (const code of keys) {
      const key = code === 'Space' ? ' ' : code;
      const pressed = { key, code, windowsVirtualKeyCode: codes[code], text: texts[code] };
      await this.#call('Input.dispatchKeyEvent', { type: 'keyDown', ...pressed });
      await this.#call('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed });
    }
  }

  /** Everything that a screen reader finds. */
  async accessible(): Promise<readonly Accessible[]> {
    const { nodes } = await this.#call('Accessibility.getFullAXTree', {});
    return (nodes as readonly Node[])
      .filter(({ ignored }) => !ignored)
      .map(({ role, name }) => ({ role: role?.value ?? '', name: name?.value ?? '' }));
  }

  async screenshot(): Promise<Buffer> {
    const { data } = await this.#call('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(String(data), 'base64');
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.socket.close();
    if (this.child.exitCode === null) process.kill(-this.child.pid!, 'SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }

  async #call(method: string, params: object): Promise<Readonly<Record<string, unknown>>> {
    const id = ++this.#calls;
    const answered = new Promise<Answer>((give) => this.#waiting.set(id, give));
    this.socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await answered;
    this.#waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }
}
