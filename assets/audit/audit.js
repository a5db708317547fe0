import { verifyBundle } from '/audit/verify.mjs';
import { words } from '/audit/words.js';

const $ = (id) => document.getElementById(id);
const english = new Map(
  [...document.querySelectorAll('[data-text]')].map((each) => [each, each.textContent]),
);

let language = 'en';
let ticket = '';
let frames = [];
let saved = '';

const fill = (text, values) => text.replace(/\{(\d)\}/g, (_, at) => values[Number(at)]);
const word = (name, ...values) => fill(words[language][name], values);

/** Only text is ever put into the page, so nothing that somebody wrote becomes a part of it. */
const made = (name, text, attributes = {}) => {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const ask = async (path) => {
  const answer = await fetch(path, {
    headers: { authorization: `Bearer ${$('token').value.trim()}`, 'accept-language': language },
  });
  const body = await answer.text();
  if (answer.ok) return body;
  throw new Error(JSON.parse(body).title);
};

const asked = async (path) => JSON.parse(await ask(path));

/** Runs a deed, and says what went wrong. */
const doing = (deed) => async (event) => {
  event?.preventDefault();
  $('said').textContent = word('working');
  try {
    await deed(event);
    if ($('said').textContent === word('working')) $('said').textContent = '';
  } catch (error) {
    $('said').textContent = word('failed', error.message);
  }
};

// The timeline
const ERASED = '[erased]';

const shown = (value) => {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.replaceAll(ERASED, word($('personal').checked ? 'erased' : 'hidden'));
};

const rowOf = (field, { before, after }, isChanged) => {
  const row = made('tr', '');
  const head = made('th', field, { scope: 'row' });
  row.append(head);
  if (!isChanged) row.append(made('td', shown(before?.[field])), made('td', shown(after?.[field])));
  else {
    row.className = 'changed';
    head.append(` (${word('changed')})`);
    const cells = [made('td', ''), made('td', '')];
    cells[0].append(made('del', shown(before?.[field])));
    cells[1].append(made('ins', shown(after?.[field])));
    row.append(...cells);
  }
  return row;
};

const moment = (text) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(
    new Date(text),
  );

const show = (at) => {
  const frame = frames[at - 1];
  const { type, recordedAt, by, changed } = frame;
  $('slider').value = at;
  const told = word('frame', at, frames.length, type, moment(recordedAt), by.kind, by.id);
  $('slider').setAttribute('aria-valuetext', told);
  $('when').textContent = told;
  const isChanged = new Set(changed.map(({ field }) => field));
  const fields = [
    ...new Set([...Object.keys(frame.before ?? {}), ...Object.keys(frame.after ?? {})]),
  ];
  $('fields').replaceChildren(...fields.map((field) => rowOf(field, frame, isChanged.has(field))));
  for (const [index, item] of [...$('timeline').children].entries())
    if (index === at - 1) item.firstChild.setAttribute('aria-current', 'step');
    else item.firstChild.removeAttribute('aria-current');
  $('previous').disabled = at === 1;
  $('next').disabled = at === frames.length;
};

const lineOf = ({ type, recordedAt, by }, index) => {
  const item = made('li', '');
  const button = made('button', `${moment(recordedAt)} · ${type} · ${by.kind} ${by.id}`, {
    type: 'button',
  });
  button.addEventListener('click', () => show(index + 1));
  item.append(button);
  return item;
};

const allFrames = async (id) => {
  const all = [];
  const query = `limit=200${$('personal').checked ? '' : '&personal=false'}`;
  for (let cursor = ''; ;) {
    const path = `/v1/audit/tickets/${encodeURIComponent(id)}/replay?${query}${cursor}`;
    const { items, nextCursor } = await asked(path);
    all.push(...items);
    if (nextCursor === undefined) return all;
    cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
  }
};

const drawTimeline = (at) => {
  $('timeline').replaceChildren(...frames.map(lineOf));
  $('slider').max = frames.length;
  show(Math.min(at, frames.length));
};

const openTicket = async (id) => {
  $('personal').checked = false;
  frames = await allFrames(id);
  ticket = id;
  $('id').textContent = id;
  $('found').hidden = true;
  $('history').hidden = $('proof').hidden = false;
  for (const name of ['verdict', 'witnesses']) $(name).textContent = '';
  $('verdicts').replaceChildren();
  $('file').hidden = true;
  drawTimeline(frames.length);
  $('history-title').focus();
};

// Searching
const hitOf = ({ id, kind, status, openedAt }) => {
  const item = made('li', '');
  const button = made('button', `${kind}, ${status}, ${moment(openedAt)} (${id})`, {
    type: 'button',
  });
  button.addEventListener(
    'click',
    doing(() => openTicket(id)),
  );
  item.append(button);
  return item;
};

const search = async (text) => {
  const { items } = await asked(`/v1/tickets?limit=20&q=${encodeURIComponent(text)}`);
  $('found').hidden = items.length === 0;
  $('hits').replaceChildren(...items.map(hitOf));
  if (items.length === 0) $('said').textContent = word('none');
};

const isId = (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

// The proof
const verdictOf = ({ exit, findings }) => {
  if (exit === 0) return word('sound');
  return word(exit === 1 ? 'tampered' : 'undecided', findings.join(', '));
};

const showWitnesses = ({ witnesses }) => {
  $('witnesses').className = witnesses.length > 0 ? '' : 'bad';
  $('witnesses').textContent = word('witnesses', witnesses.join(', ') || word('noWitness'));
};

const offer = (text) => {
  URL.revokeObjectURL(saved);
  saved = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  $('file').href = saved;
  $('file').download = `ticket-${ticket}.proof.json`;
  $('file').hidden = false;
};

const verify = async () => {
  const text = await ask(`/v1/audit/tickets/${encodeURIComponent(ticket)}/bundle`);
  const tenant = JSON.parse(text).stream.split('-')[1];
  const keys = await asked(`/ledger/${tenant}/keys`);
  offer(text);
  showWitnesses(keys);
  const key = $('key').value.trim();
  const found = await verifyBundle(new TextEncoder().encode(text), { keys: key ? [key] : [] });
  $('verdict').className = found.exit === 0 ? '' : 'bad';
  $('verdict').textContent = key ? verdictOf(found) : word('noKey', keys.keys.at(-1).key);
  const lines = found.events.map(({ verdict, receipt }, index) =>
    made('li', word('event', index + 1, receipt ? `${verdict} (${receipt})` : verdict)),
  );
  $('verdicts').replaceChildren(...lines);
};

const speak = () => {
  language = $('language').value;
  document.documentElement.lang = language;
  document.documentElement.dir = words[language].direction;
  for (const [element, text] of english)
    element.textContent = words[language][element.dataset.text] ?? text;
  if (frames.length > 0) drawTimeline(Number($('slider').value));
};

$('language').addEventListener('change', speak);
$('ask').addEventListener(
  'submit',
  doing(() => {
    const text = $('sought').value.trim();
    return isId(text) ? openTicket(text) : search(text);
  }),
);
$('slider').addEventListener('input', () => show(Number($('slider').value)));
$('previous').addEventListener('click', () => show(Number($('slider').value) - 1));
$('next').addEventListener('click', () => show(Number($('slider').value) + 1));
$('personal').addEventListener(
  'change',
  doing(async () => {
    frames = await allFrames(ticket);
    drawTimeline(Number($('slider').value));
  }),
);
$('verify').addEventListener('click', doing(verify));
