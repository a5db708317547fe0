import type { Granted } from './contacting.js';
import type { TestDesk } from './desk.js';
import type { People } from './promising.js';

/** Asks each route about needs: five people disclose the same workaround. */
export const askAboutNeeds = async (desk: TestDesk, granted: Granted, { ana, salma }: People) => {
  const told = { kind: 'own-tool', department: 'sales', words: 'A list of our own.', users: 1 };
  const cost = { yearlyCost: { amount: 10, currency: 'EGP' }, renewsOn: '2099-04-01' };
  const body = { ...told, ...cost };
  const { id, receipt } = await granted(salma, 'POST', '/v1/disclosures', body);
  for (const name of ['one', 'two', 'three', 'four'])
    await granted(await desk.person('customer', name), 'POST', '/v1/disclosures', body);
  for (const path of ['?count=exact&sort=renewsIn', '/departments', '/sales.own-tool'])
    await granted(ana, 'GET', `/v1/needs${path}`);
  const match = { service: 'crm', words: 'A list for all of you.' };
  await granted(ana, 'PUT', '/v1/needs/sales.own-tool/match', match);
  await granted(ana, 'POST', '/v1/needs/sales.own-tool/met', { words: 'It is there.' });
  await granted(salma, 'POST', `/v1/disclosures/${id}/reading`, { receipt });
  await granted(salma, 'POST', `/v1/disclosures/${id}/withdrawal`, { receipt });
};
