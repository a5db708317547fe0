import { testHttpApp, type TestOptions } from './http-app.fixture.js';
import { notebook } from './notebook.fixture.js';

/** A platform that serves the notebook, with the requests that its specs share. */
export const notebookApp = async (options: TestOptions = {}) => {
  const http = await testHttpApp({
    contexts: [notebook],
    ...options,
  });
  const customer = await http.bearer('customer', 'casey');
  const agent = await http.bearer('agent', 'amal');
  const json = { 'content-type': 'application/json' };
  return {
    ...http,
    customer,
    agent,
    /** Writes a note. */
    write: async (payload: string | Buffer = '{"text":"a"}', headers: object = json) =>
      http.app.inject({
        method: 'POST',
        url: '/v1/notes',
        headers: { authorization: customer, ...headers },
        payload,
      }),
    read: async (id: string, headers: object = {}) =>
      http.app.inject({ url: `/v1/notes/${id}`, headers: { authorization: customer, ...headers } }),
    amend: async (id: string, headers: object = {}) =>
      http.app.inject({
        method: 'PUT',
        url: `/v1/notes/${id}/text`,
        headers: { authorization: agent, ...json, ...headers },
        payload: '{"text":"Buy lemons"}',
      }),
  };
};

export type NotebookApp = Awaited<ReturnType<typeof notebookApp>>;
