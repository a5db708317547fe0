import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';

let edge: NotebookApp;
beforeAll(async () => {
  edge = await notebookApp();
});
afterAll(() => edge.close());

const as = (authorization?: string, id = '019ab3c4-5d6e-7000-8f00-0123456789ab') =>
  edge.app.inject({
    url: `/v1/notes/${id}`,
    ...(authorization && { headers: { authorization } }),
  });

describe('a request', () => {
  it('without a credential is refused, and told which kind is needed', async () => {
    const answer = await as();
    expect(answer.json()).toMatchObject({ status: 401, code: 'http.credential-missing' });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="amends"');
  });

  it.each(['Bearer x', 'Bearer a.b.c', 'Basic YTpi', 'Bearer'])(
    'with %s is not believed',
    async (authorization) => {
      const answer = await as(authorization);
      expect(answer.json()).toMatchObject({ status: 401, code: 'http.credential-invalid' });
      expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
    },
  );

  it('in a role without permission is refused, whether the resource exists or not', async () => {
    const { id } = (await edge.write('{"text":"a"}')).json();
    const manager = await edge.bearer('manager');
    const [there, nowhere] = [await as(manager, id), await as(manager)];
    expect(there.json()).toMatchObject({ status: 403, code: 'http.role-forbidden' });
    expect({ ...nowhere.json<object>(), instance: '' }).toEqual({
      ...there.json<object>(),
      instance: '',
    });
  });

  it('of another tenant finds nothing', async () => {
    const { id } = (await edge.write('{"text":"a"}')).json();
    const abroad = await edge.bearer('customer', 'casey', 'acme');
    expect((await as(abroad, id)).json()).toMatchObject({ status: 404, code: 'note.not-found' });
  });
});
