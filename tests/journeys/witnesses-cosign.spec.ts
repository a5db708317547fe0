import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openNote, readVerifierKey } from '#ledger';
import { WitnessServer } from '#ledger/testing';

import { eventually, type Person, TestDesk } from '../support/desk.js';
import { verifiedByJavaScript, verifiedByPython } from '../support/verifiers.js';

describe('somebody else cosigns what the desk publishes', () => {
  let witness: WitnessServer;
  let desk: TestDesk;
  let ada: Person;
  let key: string;
  const known: string[] = [];
  const checkpoint = async () => String((await ada('GET', '/ledger/demo/checkpoint')).body);
  const isCosigned = async () => (await checkpoint()).includes('\n— witness.example ');

  beforeAll(async () => {
    witness = await WitnessServer.open('witness.example', () => known.map(readVerifierKey));
    desk = await TestDesk.open({ AMENDS_WITNESSES: `${witness.url} ${witness.key}` });
    ada = await desk.person('auditor', 'ada');
  });
  afterAll(async () => {
    await desk.close();
    await witness.close();
  });

  it('once the witness knows the log’s key, with the next checkpoint', async () => {
    const salma = await desk.person('customer', 'salma');
    const asked = { kind: 'incident', subject: 'No tone', told: { hurts: 'Silence.' } };
    const ticket = String((await salma('POST', '/v1/tickets', asked)).body.id);
    await ada('GET', `/v1/audit/tickets/${ticket}/bundle`);
    await eventually(async () => witness.answered.includes(404));
    expect(await isCosigned()).toBe(false);
    key = (await ada('GET', '/ledger/demo/keys')).body.keys[0].key;
    known.push(key);
    await salma('POST', `/v1/tickets/${ticket}/replies`, { text: 'Still silent.' });
    await eventually(isCosigned);
    const verifiers = [readVerifierKey(key), witness.verifier];
    expect(openNote(await checkpoint(), verifiers).signedBy).toHaveLength(2);
    const { body } = await ada('GET', `/v1/audit/tickets/${ticket}/bundle`);
    const given = { file: Buffer.from(JSON.stringify(body)), keys: [key] };
    expect(body.checkpoint).toContain('— witness.example ');
    expect(await verifiedByJavaScript([given])).toMatchObject([{ exit: 0, findings: [] }]);
    expect(verifiedByPython([given])).toMatchObject([{ exit: 0, findings: [] }]);
  });

  it('and everybody is told who', async () =>
    expect((await ada('GET', '/ledger/demo/keys')).body.witnesses).toEqual(['witness.example']));
});
