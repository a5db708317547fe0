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

/** Asks each route about what is told, refused and wished in a contact. */
const askAboutMatters = async (granted: Granted, { ana, ben }: Pick<People, 'ana' | 'ben'>) => {
  const { id } = await granted(ana, 'POST', '/v1/contacts', { customer: 'omar', channel: 'chat' });
  const contact = `/v1/contacts/${id}`;
  await granted(ana, 'POST', `${contact}/stories`, { words: 'It flickers at night.' });
  await granted(ben, 'POST', `${contact}/stories/reading`);
  await granted(ana, 'POST', `${contact}/stories/repetitions`, { cause: 'not-read', by: 'ben' });
  await granted(ana, 'POST', `${contact}/refusals`, { rule: 'old-lamps', reason: 'Too old.' });
  const left = { script: 'lamps', step: 'serial', reason: 'It has none.' };
  await granted(ana, 'POST', `${contact}/deviations`, left);
  const { items } = await granted(ben, 'GET', '/v1/script-deviations?script=lamps&count=exact');
  const deviation = `${contact}/deviations/${items[0].deviation}`;
  await granted(ana, 'PUT', `${deviation}/outcome`, { helped: true, outcome: 'It works.' });
  await granted(ben, 'PUT', `${deviation}/endorsement`, { endorsed: true, words: 'Good.' });
  const leave = async () => {
    await granted(ana, 'POST', `${contact}/leavings`, { words: 'I leave.' });
    const { leaving } = await granted(ana, 'GET', contact);
    const promised = async () => (await ana('GET', `/v1/promises/${leaving.promise}`)).status < 300;
    await eventually(promised);
    return `${contact}/leavings/${leaving.leaving}`;
  };
  const stay = { words: 'I stay.', onBehalfOf: 'omar' };
  await granted(ana, 'POST', `${await leave()}/withdrawal`, stay);
  const leaving = await leave();
  await granted(ben, 'GET', '/v1/customers-at-risk?count=exact');
  await granted(ana, 'POST', `${leaving}/completion`, { outcome: 'Done.' });
};

/** Asks each route that counts what happened in contacts. */
const askForReports = async (granted: Granted, ben: Person) => {
  const counted = ['refusals', 'stories-asked-again', 'script-deviations'];
  for (const [index, group] of ['rule', 'cause', 'place'].entries()) {
    const counts = await granted(ben, 'GET', `/v1/${counted[index]}/counts?group=${group}`);
    const { count } = await granted(ben, 'GET', `/v1/${counted[index]}?count=exact`);
    if (counts.count !== count) throw new Error('They are not all counted.');
  }
  await granted(ben, 'GET', '/v1/open-handoffs?count=exact');
  await granted(ben, 'GET', '/v1/told-waits?group=queue');
  for (const group of ['ticket', 'customer', 'team', 'service'])
    await granted(ben, 'GET', `/v1/customer-minutes?group=${group}`);
};

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
  await askAboutMatters(granted, { ana, ben });
  const wish = { to: 'omar', scope: 'everything', words: 'He may.' };
  const leave = await granted(salma, 'POST', '/v1/leaves-to-speak', wish);
  const omar = { speaker: 'omar', name: 'Omar', speaksFor: 'salma' };
  await granted(ana, 'POST', `${contact}/speakers`, omar);
  await granted(salma, 'GET', '/v1/leaves-to-speak?status=given&count=exact');
  await granted(salma, 'POST', `/v1/leaves-to-speak/${leave.id}/withdrawal`, { words: 'No.' });
  await askForReports(granted, ben);
  await granted(ana, 'POST', `${contact}/drop`);
  const promised = async () =>
    (await granted(salma, 'GET', `/v1/promises?contact=${id}`)).items.length > 0;
  await eventually(promised);
  await granted(ana, 'POST', `${contact}/end`, { outcome: 'It glows.' });
  await granted(salma, 'GET', `/v1/contacts?ticket=${ticket}&count=exact`);
  await granted(salma, 'GET', contact);
};
