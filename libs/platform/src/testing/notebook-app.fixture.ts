import { testEdge, type TestOptions } from './index.js';
import { notebook, noteRules, noteView } from './notebook.fixture.js';

/** An edge that serves the notebook, with what every spec of it asks. */
export const notebookEdge = async (options: TestOptions = {}) => {
  const edge = await testEdge({
    modules: () => [notebook()],
    views: [noteView],
    rulebooks: [noteRules],
    ...options,
  });
  const customer = await edge.bearer('customer', 'casey');
  const agent = await edge.bearer('agent', 'amal');
  const json = { 'content-type': 'application/json' };
  return {
    ...edge,
    customer,
    agent,
    /** Writes a note. */
    write: async (payload: string | Buffer = '{"text":"a"}', headers: object = json) =>
      edge.app.inject({
        method: 'POST',
        url: '/v1/notes',
        headers: { authorization: customer, ...headers },
        payload,
      }),
    read: async (id: string, headers: object = {}) =>
      edge.app.inject({ url: `/v1/notes/${id}`, headers: { authorization: customer, ...headers } }),
    amend: async (id: string, headers: object = {}) =>
      edge.app.inject({
        method: 'PUT',
        url: `/v1/notes/${id}/text`,
        headers: { authorization: agent, ...json, ...headers },
        payload: '{"text":"Buy lemons"}',
      }),
  };
};

export type NotebookEdge = Awaited<ReturnType<typeof notebookEdge>>;
