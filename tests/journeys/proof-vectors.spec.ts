import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mapKeyOf, mapLeafHash, nodeHash } from '#ledger';

import { TestDesk } from '../support/desk.js';
import { type Found, verifiedByJavaScript, verifiedByPython } from '../support/verifiers.js';

const FILE = 'docs/reference/proof-format.vectors.json';
const SEED = Buffer.alloc(32, 7);

interface Vector {
  readonly name: string;
  /** The exact text of the file. */
  readonly bundle: string;
  readonly keys: readonly string[];
  readonly older?: string;
  readonly found: Found;
}

interface Vectors {
  readonly hashes: {
    readonly stream: string;
    readonly mapKey: string;
    readonly mapLeaf: { readonly revision: number; readonly head: string; readonly hash: string };
    readonly node: { readonly left: string; readonly right: string; readonly hash: string };
  };
  readonly bundles: readonly Vector[];
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

const hashesOf = (stream: string): Vectors['hashes'] => {
  const key = mapKeyOf(stream);
  const head = Buffer.alloc(32, 1);
  const hash = hex(mapLeafHash({ key, revision: 258, head }));
  const [left, right] = [Buffer.alloc(32, 2), Buffer.alloc(32, 3)];
  return {
    stream,
    mapKey: hex(key),
    mapLeaf: { revision: 258, head: hex(head), hash },
    node: { left: hex(left), right: hex(right), hash: hex(nodeHash(left, right)) },
  };
};

/** The vectors of this release, made once: `AMENDS_REFERENCE=write` adds them where there are none. */
const make = async (): Promise<Vectors> => {
  const desk = await TestDesk.open({ AMENDS_LEDGER_KEY: SEED.toString('base64') });
  const [salma, ada] = [await desk.person('customer', 'salma'), await desk.person('auditor')];
  const asked = { kind: 'incident', subject: 'No tone', told: { hurts: 'Nobody reaches me.' } };
  const { id } = (await salma('POST', '/v1/tickets', asked)).body;
  const path = `/v1/audit/tickets/${id}/bundle`;
  await ada('GET', path);
  const older = String((await ada('GET', '/ledger/demo/checkpoint')).body);
  await salma('POST', `/v1/tickets/${id}/replies`, { text: 'It is still silent.' });
  const { body } = await ada('GET', `${path}?since=${older.split('\n')[1]}`);
  const dropped = { ...body, events: body.events.slice(0, -1) };
  const keys = [body.keys[0]];
  await desk.close();
  const cases = [
    { name: 'sound', bundle: JSON.stringify(body), keys, older },
    { name: 'the last event was dropped', bundle: JSON.stringify(dropped), keys, older },
    { name: 'a key that nobody knows', bundle: JSON.stringify(body), keys: [] },
  ];
  const files = cases.map(({ bundle, ...given }) => ({ ...given, file: Buffer.from(bundle) }));
  const found = await verifiedByJavaScript(files);
  const bundles = cases.map((each, index) => ({ ...each, found: found[index]! }));
  return { hashes: hashesOf(body.stream), bundles };
};

const read = (): Vectors | undefined => {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Vectors;
  } catch {
    return undefined;
  }
};

/** A proof that was given away is verified for ever: these are never made anew. */
describe('the vectors of the proof format', () => {
  let vectors: Vectors;
  beforeAll(async () => {
    if (!read() && process.env['AMENDS_REFERENCE'] === 'write')
      writeFileSync(FILE, `${JSON.stringify(await make(), null, 2)}\n`);
    vectors = read()!;
  });
  afterAll(() => expect(vectors.bundles.length).toBeGreaterThan(2));

  it('are hashed as they were', () => {
    expect(hashesOf(vectors.hashes.stream)).toEqual(vectors.hashes);
  });

  it('are found by both verifiers as they were, in their own words', async () => {
    const cases = vectors.bundles.map(({ bundle, keys, older }) => ({
      file: Buffer.from(bundle),
      keys,
      older,
    }));
    const expected = vectors.bundles.map(({ found }) => found);
    expect(await verifiedByJavaScript(cases)).toEqual(expected);
    expect(verifiedByPython(cases)).toEqual(expected);
    expect(expected.map(({ exit }) => exit)).toEqual([0, 1, 2]);
  });

  it('have a verifier in JavaScript that is read in one sitting', () => {
    const text = readFileSync('docs/reference/verify.mjs', 'utf8');
    expect(text.split('\n').length).toBeLessThan(500);
    expect(text).not.toMatch(/fetch\(|node:crypto|node:http|require\(/);
  });
});
