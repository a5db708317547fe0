import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Desk, openDesk } from '#desk';
import { deskSettings } from '#embedded';
import { TestClock } from '#eventing/testing';
import { HttpPipeline, Log, readConfig, type Role } from '#platform';

import { DocumentedAnswers, type Said, type ServedDocument } from './answers.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Ask = (
  method: Method,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Said>;

export type Person = Ask & { readonly token: string };

const runningClock = () => {
  const begun = performance.now();
  return new TestClock(new Date().toISOString(), () => performance.now() - begun);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const personOf =
  (desk: TestDesk, token: string): Ask =>
  async (method, path, body, headers = {}) => {
    const answer = await desk.desk.app.inject({
      method,
      url: path,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body !== undefined && { payload: body as object }),
    });
    const said = {
      status: answer.statusCode,
      headers: answer.headers,
      body: parsed(answer.body),
    };
    await desk.answers.check({ method, url: path }, said);
    return said;
  };

/** The whole desk on the embedded store, in a folder of its own, used over HTTP. */
export class TestDesk {
  /** The time of day goes on; alarms ring when somebody advances it. */
  readonly clock = runningClock();
  /** Every answer is held to what the served document says of its route. */
  readonly answers = new DocumentedAnswers(
    () => this.#desk.app.get(HttpPipeline).rows,
    () => this.#document(),
  );
  #desk!: Desk;
  #served: ServedDocument | undefined;

  private constructor(
    readonly folder: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<TestDesk> {
    const desk = new TestDesk(mkdtempSync(join(tmpdir(), 'amends-desk-')), env);
    await desk.start();
    return desk;
  }

  get desk(): Desk {
    return this.#desk;
  }

  async start(): Promise<void> {
    const config = readConfig(deskSettings, {
      AMENDS_DATA: this.folder,
      AMENDS_RATE_LIMIT: '0',
      ...this.env,
    });
    this.#desk = await openDesk(config, { log: new Log('silent'), clock: this.clock });
    await this.#desk.app.getHttpAdapter().getInstance().ready();
  }

  async restart(): Promise<void> {
    await this.#desk.close();
    await this.start();
  }

  async person(role: Role, sub: string = role, tenant = 'demo'): Promise<Person> {
    const token = await this.#desk.platform.identity.development!.mint({ tenant, role, sub });
    return Object.assign(personOf(this, token), { token });
  }

  async #document(): Promise<ServedDocument> {
    const served = () => this.#desk.app.inject({ method: 'GET', url: '/openapi.json' });
    this.#served ??= (await served()).json<ServedDocument>();
    return this.#served;
  }

  async close(): Promise<void> {
    await this.#desk.close();
    rmSync(this.folder, { recursive: true });
  }
}

/** Tries again until it holds: for what the desk does on its own. Fails after five seconds. */
export const eventually = async (holds: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 5000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not hold within five seconds.');
    await new Promise((go) => void setTimeout(go, 10));
  }
};
