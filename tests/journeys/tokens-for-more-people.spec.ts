import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { run } from '../../apps/amends/src/run.js';
import { type Person, TestDesk } from '../support/desk.js';

let desk: TestDesk;
let anybody: Person;
beforeAll(async () => {
  desk = await TestDesk.open();
  anybody = await desk.person('agent');
});
afterAll(() => desk.close());

const amends = async (line: string, env: NodeJS.ProcessEnv = {}) => {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await run(line.split(' '), {
    out,
    err: err as unknown as NodeJS.WriteStream,
    env: { AMENDS_DATA: desk.folder, ...env },
    signal: new AbortController().signal,
  });
  return { code, out: (await text(out.end())).trim(), err: await text(err.end()) };
};

const as = (token: string) => ({ authorization: `Bearer ${token}` });

describe('amends token', () => {
  it('makes a second customer, who sees their own tickets alone', async () => {
    const { code, out } = await amends('token --role customer --sub kim --name Kim');
    expect(code).toBe(0);
    const opened = { kind: 'incident', subject: 'The second customer' };
    expect((await anybody('POST', '/v1/tickets', opened, as(out))).status).toBe(201);
    const other = (await amends('token --role customer --sub lee --json')).out;
    const { token } = JSON.parse(other) as { token: string };
    const { body } = await anybody('GET', '/v1/tickets', undefined, as(token));
    expect(body.items).toEqual([]);
  });

  it('limits a token to scopes and to days', async () => {
    const line = 'token --role agent --sub ana --scope tickets:read --days 1 --json';
    const { token, lasts } = JSON.parse((await amends(line)).out) as {
      token: string;
      lasts: number;
    };
    expect(lasts).toBe(86_400);
    expect((await anybody('GET', '/v1/tickets', undefined, as(token))).status).toBe(200);
    const refused = await anybody('GET', '/v1/customers', undefined, as(token));
    expect(refused.body.code).toBe('http.scope-missing');
  });

  it.each([
    ['token --sub ana', 64, '--role must be one of customer'],
    ['token --role king --sub ana', 64, '--role must be one of customer'],
    ['token --role agent', 64, '--sub must be like'],
    ['token --role agent --sub a/b', 64, '--sub must be like'],
    ['token --role agent --sub ana --days 0', 64, '--days must be like'],
    ['token --role agent --sub ana --tenant A-b', 64, '--tenant must be like'],
  ])('says what is wrong with %s', async (line, code, sentence) => {
    const said = await amends(line);
    expect([said.code, said.out]).toEqual([code, '']);
    expect(said.err).toContain(sentence);
  });

  it('makes none where another issuer is configured, nor in production', async () => {
    const line = 'token --role agent --sub ana';
    const issuer = { AMENDS_ISSUER: 'https://login.example.org' };
    expect(await amends(line, issuer)).toMatchObject({ code: 78, out: '' });
    expect(await amends(line, { NODE_ENV: 'production' })).toMatchObject({ code: 78, out: '' });
  });

  it('makes no issuer where no server has made one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'amends-token-'));
    const said = await amends('token --role agent --sub ana', { AMENDS_DATA: folder });
    expect(said.code).toBe(78);
    expect(said.err).toContain('start the server once');
    expect([existsSync(folder), readdirSync(folder)]).toEqual([true, []]);
    rmSync(folder, { recursive: true });
  });
});
