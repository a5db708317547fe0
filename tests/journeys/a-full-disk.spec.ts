import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { skippedLoudly } from '../chaos/injected.js';
import type { Said } from '../support/answers.js';
import { eventually, type Person, TestDesk } from '../support/desk.js';

const root = mkdtempSync(join(tmpdir(), 'amends-small-'));
const disk = join(root, 'disk');
mkdirSync(disk);
const mount = () =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk]).status === 0;
const unmount = () => spawnSync('umount', ['-l', disk]).status === 0;
const canMount = mount() && unmount();
if (!canMount) skippedLoudly('a desk on a full disk', 'no small file system can be mounted here');

afterAll(() => rmSync(root, { recursive: true, force: true }));

const ballast = join(disk, 'ballast');
const fill = () => {
  try {
    for (;;) appendFileSync(ballast, Buffer.alloc(64 * 1024));
  } catch {
    // No byte is left.
  }
};

const opening = (subject: string) => ({
  kind: 'incident',
  subject,
  told: { hurts: 'x'.repeat(900) },
});

let desk: TestDesk;
let casey: Person;

(canMount ? describe : describe.skip)('a desk on a full disk', () => {
  const data = join(disk, 'data');
  afterEach(async () => {
    await desk.close().finally(unmount);
  });

  it('answers 503 with the time to wait and a code, is no bug, and goes on when there is room', async () => {
    mount();
    desk = await TestDesk.open({ AMENDS_DATA: data });
    casey = await desk.person('customer', 'casey');
    fill();
    let refused: Said;
    do refused = await casey('POST', '/v1/tickets', opening('The disk is full'));
    while (refused.status === 201);
    expect(refused).toMatchObject({ status: 503, body: { code: 'http.store-unavailable' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const metrics = await (await desk.person('administrator'))('GET', '/metrics');
    expect(metrics.body).toContain('amends_unexpected_errors_total 0');

    rmSync(ballast);
    await eventually(
      async () => (await casey('POST', '/v1/tickets', opening('There is room'))).status === 201,
    );
  });
});

describe('a desk whose views cannot follow', () => {
  it('does not answer 404 to what it has acknowledged, but says how far the views are', async () => {
    desk = await TestDesk.open();
    casey = await desk.person('customer', 'casey');
    const file = new DatabaseSync(join(desk.folder, 'views.db'));
    file.exec('begin immediate');
    const opened = await casey('POST', '/v1/tickets', opening('Nobody can write the views'));
    expect(opened.status).toBe(201);
    const read = () => casey('GET', `/v1/tickets/${opened.body.id}`);
    const late = await read();
    expect(late).toMatchObject({ status: 503, body: { code: 'http.position-not-reached' } });
    expect(late.body.position).toBeLessThan(Number(opened.headers['amends-position']));
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
    file.exec('rollback');
    file.close();
    await eventually(async () => (await read()).status === 200);
    await desk.close();
  }, 60_000);
});
