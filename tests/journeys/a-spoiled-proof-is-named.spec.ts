import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Person, TestDesk } from '../support/desk.js';
import { flipped } from '../support/spoiling/flipped.js';
import { moved } from '../support/spoiling/moved.js';
import { replaced, spoiledBytes } from '../support/spoiling/replaced.js';
import type { Others, Spoilable } from '../support/spoiling/spoilable.js';
import {
  type Case,
  type Found,
  verifiedByJavaScript,
  verifiedByPython,
} from '../support/verifiers.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
const spoilings = [...flipped, ...moved, ...replaced];

/** A desk in which a ticket has a life, and the bundles of it on the way. */
class Auditing {
  private constructor(
    readonly desk: TestDesk,
    private readonly ada: Person,
    private readonly salma: Person,
    private readonly ana: Person,
  ) {}

  static async open(env: Readonly<Record<string, string>>): Promise<Auditing> {
    const desk = await TestDesk.open(env);
    const [ada, salma] = [await desk.person('auditor'), await desk.person('customer', 'salma')];
    return new Auditing(desk, ada, salma, await desk.person('agent', 'ana'));
  }

  async ticket(subject: string): Promise<string> {
    const asked = { kind: 'incident', subject, told: { hurts: 'No tone since Monday' } };
    return (await this.salma('POST', '/v1/tickets', asked)).body.id;
  }

  async note(ticket: string, text: string): Promise<void> {
    expect((await this.ana('POST', `/v1/tickets/${ticket}/notes`, { text })).status).toBe(200);
  }

  async bundle(ticket: string, query = ''): Promise<Spoilable> {
    return (await this.ada('GET', `/v1/audit/tickets/${ticket}/bundle${query}`)).body;
  }

  async checkpoint(): Promise<string> {
    return String((await this.ada('GET', '/ledger/demo/checkpoint')).body);
  }
}

const sizeOf = (note: string) => note.split('\n')[1]!;
const bytesOf = (bundle: Spoilable) => Buffer.from(JSON.stringify(bundle));

describe('a proof that was spoiled', () => {
  const desks: Auditing[] = [];
  let bundle: Spoilable;
  let given: Omit<Case, 'file'>;
  let others: Others;
  let names: readonly string[];
  let found: readonly (readonly [Found, Found])[];

  const both = async (cases: readonly Case[]) => {
    const python = verifiedByPython(cases);
    const javaScript = await verifiedByJavaScript(cases);
    return javaScript.map((one, index) => [one, python[index]!] as const);
  };

  const audited = async (env: Readonly<Record<string, string>>, notes: number) => {
    const auditing = await Auditing.open(env);
    desks.push(auditing);
    const ticket = await auditing.ticket('The telephone is silent');
    for (let count = 0; count < notes; count++) await auditing.note(ticket, `Call ${count}`);
    return { auditing, ticket };
  };

  beforeAll(async () => {
    const { auditing, ticket } = await audited({ AMENDS_LEDGER_KEY: KEY }, 1);
    const second = await auditing.ticket('The printer jams');
    await auditing.note(second, 'Paper');
    const earlier = await auditing.bundle(ticket);
    await auditing.note(ticket, 'She called again');
    await auditing.bundle(ticket);
    const older = await auditing.checkpoint();
    await auditing.note(ticket, 'And again');
    bundle = await auditing.bundle(ticket, `?since=${sizeOf(older)}`);
    const forger = await audited({ AMENDS_LEDGER_KEY: KEY }, 12);
    const stranger = await audited({}, 2);
    others = {
      other: await auditing.bundle(second),
      earlier,
      forked: await forger.auditing.bundle(forger.ticket),
      stranger: await stranger.auditing.bundle(stranger.ticket),
    };
    given = { keys: [bundle.keys[0]!], older };
    const spoiled = spoilings.map(([, , spoil]) => {
      const copy = structuredClone(bundle);
      spoil(copy, structuredClone(others));
      return { file: bytesOf(copy), ...given };
    });
    const bytes = spoiledBytes.map(([, , spoil]) => ({ file: spoil(bytesOf(bundle)), ...given }));
    found = await both([...spoiled, ...bytes]);
    names = [...spoilings, ...spoiledBytes].map(([name]) => name);
  });
  afterAll(() => Promise.all(desks.map(({ desk }) => desk.close())));

  it('is sound before it is spoiled, for both verifiers', async () => {
    const [[javaScript, python]] = (await both([{ file: bytesOf(bundle), ...given }])) as [
      readonly [Found, Found],
    ];
    expect(javaScript).toEqual({
      exit: 0,
      findings: [],
      events: bundle.events.map(() => ({ verdict: 'intact' })),
      missing: [],
    });
    expect(python).toEqual(javaScript);
    expect(bundle.events.length).toBeGreaterThan(4);
  });

  it('is spoiled in more than sixty ways, none of which is named like another', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(60);
  });

  it.each([...spoilings, ...spoiledBytes].map(([name, named], index) => [name, named, index]))(
    'is named rightly by both verifiers: %s',
    (_, named, index) => {
      const [javaScript, python] = found[index as number]!;
      expect(javaScript.exit).not.toBe(0);
      expect(
        (named as readonly string[]).filter((one) => javaScript.findings.includes(one)),
      ).toEqual(expect.arrayContaining([expect.any(String)]));
      expect(python).toEqual(javaScript);
    },
  );

  it('is never called sound, whichever byte of it is changed; and both verifiers say the same', async () => {
    const file = bytesOf(bundle);
    const step = Math.ceil(file.length / 400);
    const cases = Array.from({ length: 400 }, (_, index) => {
      const copy = Buffer.from(file);
      copy[(index * step) % file.length]! ^= 1 + (index % 7);
      return { file: copy, ...given };
    });
    for (const [index, [javaScript, python]] of (await both(cases)).entries()) {
      expect([index, python]).toEqual([index, javaScript]);
      expect([index, javaScript.exit]).not.toEqual([index, 0]);
    }
  });
});
