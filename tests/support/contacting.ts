import { eventually, type Person } from './desk.js';

/** Asks for what must be granted. */
export type Granted = (
  person: Person,
  ...asked: Parameters<Person>
) => // oxlint-disable-next-line typescript/no-explicit-any -- any answer
Promise<any>;

interface People {
  readonly salma: Person;
  readonly ana: Person;
  readonly ben: Person;
}

/** Asks each route about contacts. */
export const askAboutContacts = async (granted: Granted, { salma, ana, ben }: People) => {
  const { id: ticket } = await granted(salma, 'POST', '/v1/tickets', {
    kind: 'incident',
    subject: 'The lamp flickers',
  });
  const start = { customer: 'salma', channel: 'call', queue: 'post', accountable: 'ben' };
  const { id } = await granted(ana, 'POST', '/v1/contacts', start);
  const contact = `/v1/contacts/${id}`;
  await granted(ana, 'PUT', `${contact}/ticket`, { ticket });
  await granted(ana, 'PUT', `${contact}/accountable`, { person: 'ben' });
  const notice = { notice: '1', what: 'wait-started', at: '2026-01-05T09:00:00Z', wait: 'queue' };
  await granted(ana, 'POST', `${contact}/events`, notice);
  await granted(ana, 'POST', `${contact}/agents`, { toldAs: 'Jana' });
  await granted(ana, 'POST', `${contact}/waits`, { wait: 'hold', told: { minutes: 4 } });
  await granted(ana, 'POST', `${contact}/waits/end`, { wait: 'hold' });
  const offer = async (to: object) => {
    await granted(ana, 'POST', `${contact}/handoffs`, to);
    const { handoffs } = await granted(ana, 'GET', contact);
    return `${contact}/handoffs/${handoffs.at(-1).handoff}`;
  };
  await granted(ben, 'POST', `${await offer({ queue: 'post' })}/refusal`, { reason: 'No.' });
  await granted(ben, 'POST', `${await offer({ person: 'ben', reason: 'Yours.' })}/acceptance`);
  await granted(ana, 'POST', `${contact}/drop`);
  const promised = async () =>
    (await granted(salma, 'GET', `/v1/promises?contact=${id}`)).items.length > 0;
  await eventually(promised);
  await granted(ana, 'POST', `${contact}/end`, { outcome: 'It glows.' });
  await granted(salma, 'GET', `/v1/contacts?ticket=${ticket}&count=exact`);
  await granted(salma, 'GET', contact);
};
