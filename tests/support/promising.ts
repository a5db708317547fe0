import { expect } from '@jest/globals';
import { daysAfter } from '#eventing';

import { askAboutContacts, type Granted } from './contacting.js';
import { eventually, type Person } from './desk.js';

export interface People {
  readonly salma: Person;
  readonly ana: Person;
  readonly ben: Person;
  readonly ada: Person;
}

const anyVersion = { 'if-match': '*' };

/** Asks each route about teams, their queues, and who is there. Answers who is in the chain. */
export const askAboutTeams = async (granted: Granted, { ana, ben, ada }: People) => {
  const created = await granted(ben, 'POST', '/v1/teams', { name: 'Post', accountable: 'ben' });
  const team = `/v1/teams/${created.id}`;
  const max = { manager: 'max', deputies: ['ben'], timeZone: 'Europe/Berlin' };
  await granted(ben, 'PUT', `${team}/name`, { name: 'Post and parcels' }, anyVersion);
  await granted(ben, 'PUT', `${team}/members/ana`);
  await granted(ben, 'PUT', `${team}/accountable`, { person: 'max' });
  await granted(ben, 'PUT', `${team}/escalation-chain`, { managers: [max] });
  await granted(ben, 'PUT', '/v1/queues/post/team', { team: created.id });
  const away = { from: '2099-01-01T00:00:00Z', to: '2099-01-08T00:00:00Z', deputy: 'ben' };
  await granted(ana, 'POST', '/v1/staff/ana/absences', away);
  const { items } = await granted(ana, 'GET', '/v1/staff/ana/absences');
  await granted(ana, 'DELETE', `/v1/staff/ana/absences/${items[0].absence}`);
  const chain = await granted(ana, 'GET', '/v1/queues/post/chain?at=2099-01-02T09:00:00Z');
  await granted(ben, 'DELETE', `${team}/members/ana`);
  await granted(ana, 'GET', `/v1/teams?person=max&q=parcels&count=exact`);
  await granted(ada, 'GET', team);
  await granted(ana, 'GET', `/v1/queue-teams?team=${created.id}`);
  await granted(ben, 'DELETE', '/v1/queues/post/team');
  return chain.people;
};

const windowIn = (days: number) => {
  const from = daysAfter(new Date().toISOString(), days);
  return { from, to: daysAfter(from, 1) };
};

/** Asks each route about promises, and about the contacts from which some follow. */
export const askAboutPromises = async (granted: Granted, { salma, ana, ben }: People) => {
  const wish = { kind: 'callback', topic: 'The printer', window: windowIn(1), channel: 'phone' };
  const made = async (person: Person, more: object = {}) =>
    `/v1/promises/${(await granted(person, 'POST', '/v1/promises', { ...wish, ...more })).id}`;
  const asked = await made(salma);
  const checkIn = await made(ana, { kind: 'check-in', to: 'salma', accountable: 'ana' });
  await granted(salma, 'PUT', `${asked}/window`, { window: windowIn(2) }, anyVersion);
  await granted(ana, 'PUT', `${asked}/accountable`, { accountable: 'ana' });
  await granted(ana, 'POST', `${asked}/attempts`, { outcome: 'busy', words: 'Engaged.' });
  await granted(ana, 'GET', '/v1/my-promises?status=due&count=exact');
  await granted(ana, 'POST', `${asked}/outcome`, { outcome: 'It prints.' });
  await granted(salma, 'POST', `${checkIn}/answer`, { works: true, words: 'It does.' });
  await granted(salma, 'GET', '/v1/promises?kind=callback&dueAfter=2026-01-01T00:00:00Z');
  await granted(salma, 'GET', asked);
  await granted(salma, 'POST', `${await made(salma)}/release`, { words: 'No need.' });
  await granted(ben, 'GET', '/v1/promises/kept-rate');
  await askAboutContacts(granted, { salma, ana, ben });
};

/** Asks each route about escalations. No team has the queue, so the administrator `root` has each. */
export const askAboutEscalations = async (
  granted: Granted,
  { salma, ana, ada, root, crm }: People & { readonly root: Person; readonly crm: Person },
) => {
  const opened = async (subject: string) =>
    (await granted(salma, 'POST', '/v1/tickets', { kind: 'incident', subject })).id;
  const asked = async (person: Person, subject: string, more: object = {}) => {
    const said = { ticket: await opened(subject), reason: 'Nobody comes.', ...more };
    return `/v1/escalations/${(await granted(person, 'POST', '/v1/escalations', said)).id}`;
  };
  const own = await asked(salma, 'The lift stands still', { wants: 'A mechanic.' });
  const other = await asked(ana, 'The lift stands still again', { onBehalfOf: 'salma' });
  await granted(root, 'GET', '/v1/my-escalations?status=accepted&count=exact');
  expect(await granted(root, 'GET', `${own}/dossier`)).toMatchObject({
    story: [{ text: 'Nobody comes.\nA mechanic.' }],
  });
  await granted(root, 'POST', `${own}/contacts`, { name: 'Robin' });
  await granted(crm, 'POST', `${own}/contact-notices`, { person: 'ana' });
  await granted(root, 'POST', `${own}/resolution`, { outcome: 'It runs.' });
  await granted(salma, 'POST', `${own}/resolution/return`, { reason: 'It does not.' });
  await granted(root, 'POST', `${own}/resolution`, { outcome: 'Now it does.' });
  await granted(salma, 'POST', `${own}/resolution/confirmation`, { words: 'It does.' });
  await granted(salma, 'POST', `${other}/withdrawal`, { words: 'I take the stairs.' });
  await granted(salma, 'GET', own);
  await granted(ana, 'GET', `/v1/escalations?owner=root&sort=-climbs&count=exact`);
  await granted(ada, 'GET', '/v1/escalations/answers');
};

/** Has an escalation offered to Ben, who accepts, and another one, which he declines. */
export const askAboutOffers = async (granted: Granted, { salma, ana, ben }: People) => {
  const created = await granted(ben, 'POST', '/v1/teams', { name: 'Lifts', accountable: 'ben' });
  const line = ['ben', 'max'].map((manager) => ({ manager, deputies: [], timeZone: 'UTC' }));
  await granted(ben, 'PUT', `/v1/teams/${created.id}/escalation-chain`, { managers: line });
  await granted(ben, 'PUT', '/v1/queues/lifts/team', { team: created.id });
  const offered = async (subject: string) => {
    const opened = await granted(salma, 'POST', '/v1/tickets', { kind: 'incident', subject });
    await granted(ana, 'PUT', `/v1/tickets/${opened.id}/queue`, { queue: 'lifts' });
    const said = { ticket: opened.id, reason: 'Nobody comes.' };
    return `/v1/escalations/${(await granted(salma, 'POST', '/v1/escalations', said)).id}`;
  };
  await granted(ben, 'POST', `${await offered('Up')}/acceptance`, { name: 'Ben' });
  await granted(ben, 'POST', `${await offered('Down')}/refusals`, { reason: 'I built it.' });
};

/** Asks each route about what staff were told when nobody is left in a team. */
export const askAboutNotices = async (granted: Granted, root: Person) => {
  const made = { name: 'Lifts', accountable: 'ben' };
  const { id } = await granted(root, 'POST', '/v1/teams', made);
  await granted(root, 'DELETE', `/v1/teams/${id}/members/ben`);
  const unread = async () => (await granted(root, 'GET', '/v1/my-notices?status=unread')).items;
  await eventually(async () => (await unread()).length > 0);
  const [{ id: notice }] = await unread();
  await granted(root, 'POST', `/v1/notices/${notice}/reading`);
};
