import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsDesk } from '#records/testing';

import { urns } from './scim.representation.js';

describe('a directory that reads a person', () => {
  const users = '/scim/v2/Users';
  const path = '/v1/customers/dina/data';
  let desk: Awaited<ReturnType<typeof recordsDesk>>;
  beforeAll(async () => {
    desk = await recordsDesk();
    const user = { schemas: [urns.user], externalId: 'dina', userName: 'dina@example.org' };
    await desk.as('integration', 'okta').post(users, user);
  });
  afterAll(() => desk.close());

  it('is named as a reader in their file, whether it reads them alone or in a list', async () => {
    const [entra, sailpoint] = [desk.as('integration', 'entra'), desk.as('integration', 'sail')];
    for (const _ of ['once', 'again']) await entra.get(`${users}/dina`);
    await sailpoint.get(`${users}?filter=${encodeURIComponent('externalId eq "dina"')}`);
    const { readBy } = (await desk.as('customer', 'dina').get(path)).body;
    const what = 'directory';
    expect(readBy).toEqual([
      expect.objectContaining({ reader: 'entra', role: 'integration', what }),
      expect.objectContaining({ reader: 'sail', role: 'integration', what }),
    ]);
  });
});
