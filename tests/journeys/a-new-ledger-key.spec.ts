import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Person, TestDesk } from '../support/desk.js';
import { temporaryFolder } from '../support/folder.js';
import { verifiedByJavaScript, verifiedByPython } from '../support/verifiers.js';

const seed = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const [OLD, NEW] = [seed(1), seed(2)];

interface Key {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

describe('a new key of the ledger', () => {
  const data = temporaryFolder('rotation');
  const before: { keys: readonly Key[]; checkpoint: string } = { keys: [], checkpoint: '' };
  let ticket: string;
  let desk: TestDesk;
  let ada: Person;

  const start = async (keys: string) => {
    desk = await TestDesk.open({ AMENDS_DATA: data, AMENDS_LEDGER_KEY: keys });
    ada = await desk.person('auditor', 'ada');
  };
  const write = async () => {
    const salma = await desk.person('customer', 'salma');
    const asked = { kind: 'incident', subject: 'No tone', told: { hurts: 'Nobody reaches me.' } };
    return String((await salma('POST', '/v1/tickets', asked)).body.id);
  };
  const bundle = async (query = '') =>
    (await ada('GET', `/v1/audit/tickets/${ticket}/bundle${query}`)).body;
  const keys = async (): Promise<readonly Key[]> =>
    (await ada('GET', '/ledger/demo/keys')).body.keys;

  beforeAll(async () => {
    await start(OLD);
    ticket = await write();
    await bundle();
    before.keys = await keys();
    before.checkpoint = String((await ada('GET', '/ledger/demo/checkpoint')).body);
    await desk.close();
  });
  afterAll(() => desk.close());

  it('signs beside the former one, and is listed from the size on that it signed first', async () => {
    await start(`${NEW},${OLD}`);
    await write();
    const { keys: signers } = await bundle();
    const listed = await keys();
    expect(listed.map(({ key }) => key).toSorted()).toEqual(signers.toSorted());
    const [former] = before.keys;
    const fresh = listed.find(({ key }) => key !== former!.key)!;
    expect(listed.find(({ key }) => key === former!.key)!.from).toBe(former!.from);
    expect(fresh.from).toBeGreaterThan(former!.to);
    await desk.close();
  });

  it('is enough from then on, for those who hold a checkpoint of the former one, too', async () => {
    await start(NEW);
    await write();
    const found = await bundle(`?since=${before.checkpoint.split('\n')[1]}`);
    expect(found.keys).toHaveLength(1);
    const file = Buffer.from(JSON.stringify(found));
    const older = before.checkpoint;
    const trusting = { file, keys: [before.keys[0]!.key, found.keys[0]], older };
    const former = { file, keys: [before.keys[0]!.key], older };
    for (const verdicts of [
      await verifiedByJavaScript([trusting, former]),
      verifiedByPython([trusting, former]),
    ])
      expect(verdicts).toMatchObject([{ exit: 0 }, { exit: 2, findings: ['key-unknown'] }]);
  });
});
