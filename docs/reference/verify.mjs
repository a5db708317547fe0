#!/usr/bin/env node
// Verifies the proof of a ticket in one file, as docs/reference/proof-format.md describes it. It needs
// WebCrypto and nothing else, no network and nothing of Amends; the same file runs in a browser.
//
//   node verify.mjs BUNDLE --key VERIFIER_KEY… [--older CHECKPOINT] [--json]
// Exit codes: 0 sound, 1 tampered with, 2 cannot be decided.

const UNDECIDED = `malformed unknown-format key-unknown older-unreadable older-not-proved
  older-not-given not-covered`.split(/\s+/);

// Bytes
const encoder = new TextEncoder();
const utf8 = (text) => encoder.encode(text);
const textOf = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const same = (one, other) => hex(one) === hex(other);

const joined = (...parts) => {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) bytes.set(part, (end += part.length) - part.length);
  return bytes;
};

const sha256 = async (...parts) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...parts)));

const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** Base64 in its one form; nothing for any other text. */
const fromBase64 = (text) => {
  try {
    const binary = atob(text);
    return btoa(binary) === text ? Uint8Array.from(binary, (c) => c.charCodeAt(0)) : undefined;
  } catch {
    return undefined;
  }
};

const fromBase64url = (text) => {
  if (!/^[\w-]*$/.test(text)) return undefined;
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(standard + '='.repeat((4 - (standard.length % 4)) % 4));
};

// Json
const TOKEN = /("(?:[^"\\]|\\.)*")[\t\n\r ]*:|"(?:[^"\\]|\\.)*"|[{}]/g;

/** JSON.parse keeps the last of two members of one name; they are refused here. */
const hasDoubledMember = (text) => {
  const open = [];
  for (const [token, name] of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (name && open.at(-1).size === open.at(-1).add(JSON.parse(name)).size) return true;
  }
  return false;
};

/** What bytes hold as JSON; nothing for what is none. */
const readJson = (bytes) => {
  try {
    const text = textOf(bytes);
    const value = JSON.parse(text);
    return hasDoubledMember(text) ? undefined : value;
  } catch {
    return undefined;
  }
};

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member of an object's own, so that no name means anything by itself. */
const get = (value, name) =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

// The file
const isText = (value) => typeof value === 'string';
const isWhole = (value) => Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
const isHash = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value);
const isBytes = (value) => isText(value) && fromBase64url(value) !== undefined;
const listOf = (holds) => (value) => Array.isArray(value) && value.every(holds);

const objectOf =
  (required, optional = {}) =>
  (value) =>
    isObject(value) &&
    Object.entries(required).every(([name, holds]) => holds(get(value, name))) &&
    Object.entries(value).every(([name, member]) =>
      get({ ...optional, ...required }, name)?.(member),
    );

const PROVED = { envelope: isBytes, data: isBytes, index: isWhole, proof: listOf(isHash) };
const UNPROVED = { envelope: isBytes, data: isBytes };
const SHOWN = { disclosures: listOf(isText) };
const isEvent = (value) =>
  objectOf({ ...PROVED, ...SHOWN })(value) || objectOf({ ...UNPROVED, ...SHOWN })(value);

const isBundle = objectOf(
  {
    format: isText,
    stream: isText,
    checkpoint: isText,
    keys: listOf(isText),
    map: objectOf(
      {
        entry: isBytes,
        proof: listOf(isHash),
        siblings: (value) => listOf(isHash)(value) && value.length <= 256,
      },
      { leaf: objectOf({ key: isHash, revision: isWhole, head: isHash }) },
    ),
    events: listOf(isEvent),
    receipts: listOf(objectOf(PROVED)),
  },
  { older: objectOf({ size: isWhole, proof: listOf(isHash) }) },
);

const readBundle = (bytes) => {
  const bundle = readJson(bytes);
  const format = get(bundle, 'format');
  if (isText(format) && format !== 'amends-proof/v1') return 'unknown-format';
  return isBundle(bundle) ? bundle : 'malformed';
};

// Merkle proofs
const leafHash = (entry) => sha256(Uint8Array.of(0), entry);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);
const half = (number) => Math.floor(number / 2);
const isOdd = (number) => number % 2 === 1;

/** Climbs from a node to the root; `join` takes each hash beside the way. */
const climb = async (node, last, proof, join) => {
  for (const sibling of proof) {
    if (last === 0) return false;
    const isLeft = isOdd(node) || node === last;
    await join(sibling, isLeft);
    while (isLeft && !isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    [node, last] = [half(node), half(last)];
  }
  return last === 0;
};

const isIncluded = async (leaf, index, proof, { size, root }) => {
  if (index >= size) return false;
  let found = leaf;
  const isAll = await climb(index, size - 1, proof.map(fromHex), async (sibling, isLeft) => {
    found = isLeft ? await nodeHash(sibling, found) : await nodeHash(found, sibling);
  });
  return isAll && same(found, root);
};

const isConsistent = async (proof, older, newer) => {
  if (older.size < 1) return false;
  const hashes = proof.map(fromHex);
  if (Number.isInteger(Math.log2(older.size))) hashes.unshift(older.root);
  if (hashes.length === 0) return false;
  let [node, last] = [older.size - 1, newer.size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  let before = hashes[0];
  let after = hashes[0];
  const isAll = await climb(node, last, hashes.slice(1), async (sibling, isLeft) => {
    if (isLeft) before = await nodeHash(sibling, before);
    after = isLeft ? await nodeHash(sibling, after) : await nodeHash(after, sibling);
  });
  return isAll && same(before, older.root) && same(after, newer.root);
};

// Notes and checkpoints
/** A verifier key; nothing for what is none, or of a kind other than Ed25519. */
const readKey = async (text) => {
  const [name = '', id = '', ...rest] = text.split('+');
  const bytes = fromBase64(rest.join('+'));
  if (!bytes || bytes.length !== 33 || bytes[0] !== 1 || name === '') return undefined;
  const expected = hex((await sha256(utf8(`${name}\n`), bytes)).subarray(0, 4));
  return id === expected ? { name, id, publicKey: bytes.subarray(1) } : undefined;
};

const isSigned = async ({ publicKey }, signature, text) => {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, utf8(text));
  } catch {
    return false;
  }
};

/** The text of a note and its lines of signatures; nothing for what is no note. */
const readNote = (note) => {
  const end = note.lastIndexOf('\n\n') + 1;
  const block = note.slice(end + 1);
  if (end < 1 || !block.endsWith('\n')) return undefined;
  const lines = block
    .slice(0, -1)
    .split('\n')
    .map((line) => {
      const [, name, encoded] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
      const bytes = encoded === undefined ? undefined : fromBase64(encoded);
      return bytes && bytes.length >= 5
        ? { name, id: hex(bytes.subarray(0, 4)), signature: bytes.subarray(4) }
        : undefined;
    });
  return lines.every(Boolean) ? { text: note.slice(0, end), lines } : undefined;
};

const lineOf = ({ lines }, key) => lines.find(({ name, id }) => name === key.name && id === key.id);

const readCheckpoint = (text) => {
  const [origin = '', size = '', encoded = ''] = text.split('\n');
  const root = fromBase64(encoded);
  const isOne = origin !== '' && /^(?:0|[1-9]\d{0,15})$/.test(size) && isWhole(Number(size));
  const isFull = text.startsWith(`${origin}\n${size}\n${encoded}\n`);
  return isOne && isFull && root?.length === 32 ? { origin, size: Number(size), root } : undefined;
};

/** The checkpoint in a note, or the finding about it. */
const openCheckpoint = async (text, trusted) => {
  const note = readNote(text);
  if (!note) return 'checkpoint-edited';
  const signers = trusted.filter((key) => lineOf(note, key));
  for (const key of signers)
    if (!(await isSigned(key, lineOf(note, key).signature, note.text))) return 'checkpoint-edited';
  if (signers.length === 0) return 'key-unknown';
  const checkpoint = readCheckpoint(note.text);
  const isNamed = checkpoint && signers.every(({ name }) => name === checkpoint.origin);
  return isNamed ? { ...checkpoint, note } : 'checkpoint-edited';
};

const checkKeys = async (keys, { note }, find) => {
  for (const text of keys) {
    const key = await readKey(text);
    const line = key && lineOf(note, key);
    if (!line || !(await isSigned(key, line.signature, note.text))) find('keys-edited');
  }
};

const checkOlder = async (older, checkpoint, given, trusted) => {
  if (given === undefined) return older ? 'older-not-given' : undefined;
  const held = await openCheckpoint(given, trusted);
  if (isText(held) || held.origin !== checkpoint.origin) return 'older-unreadable';
  if (held.size > checkpoint.size) return 'rolled-back';
  if (held.size === checkpoint.size) return same(held.root, checkpoint.root) ? undefined : 'forked';
  if (older?.size !== held.size) return 'older-not-proved';
  return (await isConsistent(older.proof, held, checkpoint)) ? undefined : 'forked';
};

// The map
const bitOf = (key, depth) => (key[depth >> 3] >> (7 - (depth & 7))) & 1;

const mapNode = (left, right) => sha256(Uint8Array.of(0x11), left, right);
const mapLeafHash = ({ key, revision, head }) => {
  const number = new DataView(new ArrayBuffer(8));
  number.setBigUint64(0, BigInt(revision));
  return sha256(Uint8Array.of(0x10), key, new Uint8Array(number.buffer), head);
};

const isMapRoot = (entry, size) =>
  objectOf({ form: isWhole, kind: isText, map: isHash, size: isWhole, tenant: isText })(entry) &&
  entry.form === 1 &&
  entry.kind === 'map-root' &&
  entry.size === size - 1;

/** Where the stream ends, or `absent`; nothing where the map does not hold. */
const readMap = async (map, stream, checkpoint) => {
  const bytes = fromBase64url(map.entry);
  const { size } = checkpoint;
  if (!(await isIncluded(await leafHash(bytes), size - 1, map.proof, checkpoint))) return {};
  const entry = readJson(bytes);
  if (!isMapRoot(entry, size)) return {};
  const key = await sha256(utf8(`amends/stream/v1\n${stream}`));
  const stated = map.leaf;
  const leaf = stated && { ...stated, key: fromHex(stated.key), head: fromHex(stated.head) };
  const siblings = map.siblings.map(fromHex);
  let found = leaf ? await mapLeafHash(leaf) : new Uint8Array(32);
  for (let depth = siblings.length - 1; depth >= 0; depth--)
    found = await (bitOf(key, depth)
      ? mapNode(siblings[depth], found)
      : mapNode(found, siblings[depth]));
  if (hex(found) !== entry.map) return {};
  if (leaf && siblings.some((_, depth) => bitOf(key, depth) !== bitOf(leaf.key, depth))) return {};
  const end = leaf && same(leaf.key, key) ? leaf : 'absent';
  return { end, tenant: entry.tenant };
};

// The events
const isEnvelope = (value) =>
  get(value, 'form') === 1 &&
  ['id', 'stream', 'tenant', 'type', 'recordedAt'].every((name) => isText(get(value, name))) &&
  isWhole(get(value, 'revision')) &&
  isObject(get(value, 'meta')) &&
  isText(get(get(value, 'data'), 'sha256')) &&
  isWhole(get(get(value, 'data'), 'size'));

/** What is found of an event by itself: its parts, and whether bytes and proof are right. */
const openEvent = async (event, checkpoint) => {
  const [bytes, dataBytes] = [fromBase64url(event.envelope), fromBase64url(event.data)];
  const envelope = readJson(bytes);
  if (!isEnvelope(envelope)) return { isRight: false };
  const leaf = await leafHash(bytes);
  const hasProof = event.proof !== undefined;
  const isIn = !hasProof || (await isIncluded(leaf, event.index, event.proof, checkpoint));
  const stated = envelope.data;
  const isData = stated.size === dataBytes.length && stated.sha256 === hex(await sha256(dataBytes));
  const data = readJson(dataBytes);
  return { envelope, leaf, hasProof, data, isRight: isIn && isData && isObject(data) };
};

/** The `key` of each object in a list; those that are none are passed over. */
const keysIn = (list) =>
  Array.isArray(list) ? list.map((one) => get(one, 'key')).filter(isText) : [];

/** The keys that each receipt names; none for one that is not right. */
const readReceipts = async (receipts, checkpoint, tenant, find) => {
  const named = [];
  for (const receipt of receipts) {
    const { envelope, data, isRight } = await openEvent(receipt, checkpoint);
    const isErasure =
      isRight &&
      envelope.type === 'PersonalDataErased' &&
      (tenant === undefined || envelope.tenant === tenant);
    if (!isErasure) find('receipt-edited');
    named.push(isErasure ? keysIn(get(data, 'keys')) : []);
  }
  return named;
};

/** What stands at a JSON pointer (RFC 6901). */
const valueAt = (data, pointer) => {
  if (pointer === '') return data;
  if (!pointer.startsWith('/')) return undefined;
  let value = data;
  for (const part of pointer.slice(1).split('/')) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const index = /^(?:0|[1-9]\d{0,8})$/.test(name) ? Number(name) : -1;
    value = Array.isArray(value) ? value[index] : get(value, name);
  }
  return value;
};

const isDisclosed = async (data, disclosure) => {
  const shown = readJson(utf8(disclosure));
  const [salt, pointer] = Array.isArray(shown) && shown.length === 3 ? shown : [];
  if (!isText(salt) || !isText(pointer)) return false;
  const place = valueAt(data, pointer);
  return get(place, 'sha256') === hex(await sha256(utf8(disclosure)));
};

const receiptFor = (data, named) => {
  const keys = keysIn(get(data, '$personal'));
  return named.findIndex((erased) => keys.some((key) => erased.includes(key))) + 1;
};

const contradictsEnd = ({ hasProof, leaf }, revision, end) =>
  hasProof &&
  end !== undefined &&
  (end === 'absent' ||
    revision > end.revision ||
    (revision === end.revision && !same(leaf, end.head)));

/** Goes through the events in order; what each is depends on those before it. */
class Events {
  #last = -1;
  #leaves = new Map();

  constructor(stream, end, named) {
    Object.assign(this, { stream, end, named });
  }

  async verdict(opened, disclosures) {
    const { envelope, leaf, data, isRight, hasProof } = opened;
    if (!isRight) return { verdict: 'edited' };
    if (envelope.stream !== this.stream) return { verdict: 'foreign' };
    const revision = envelope.revision;
    if (revision <= this.#last) return { verdict: 'out-of-order' };
    this.#last = revision;
    this.#leaves.set(revision, hex(leaf));
    if (!this.#follows(envelope.meta.prev, revision)) return { verdict: 'edited' };
    if (contradictsEnd(opened, revision, this.end)) return { verdict: 'edited' };
    if (!hasProof && this.end?.revision >= revision) return { verdict: 'unproved' };
    for (const disclosure of disclosures)
      if (!(await isDisclosed(data, disclosure))) return { verdict: 'value-edited' };
    if (!hasProof) return { verdict: 'not-covered' };
    const receipt = receiptFor(data, this.named);
    return receipt ? { verdict: 'erased', receipt } : { verdict: 'intact' };
  }

  #follows(prev, revision) {
    if (revision === 0) return prev === undefined;
    const before = this.#leaves.get(revision - 1);
    return before === undefined || prev === before;
  }
}

const MOST = 1000;

const missingIn = (revisions, end) => {
  const missing = [];
  for (let revision = 0; revision <= (end?.revision ?? -1) && missing.length < MOST; revision++)
    if (!revisions.has(revision)) missing.push(revision);
  return missing;
};

// Verify
/**
 * Verifies a bundle. `keys` are the verifier keys that the auditor trusts; `older` is the text of an
 * older checkpoint, if they hold one. Returns `exit`, `findings`, `events`, `missing`, and what to show.
 */
export const verifyBundle = async (bytes, { keys = [], older } = {}) => {
  const findings = new Set();
  const find = (finding) => finding && findings.add(finding);
  const result = (more = {}) => {
    const sorted = [...findings].sort();
    const exit = sorted.length === 0 ? 0 : sorted.every((one) => UNDECIDED.includes(one)) ? 2 : 1;
    return { exit, findings: sorted, events: [], missing: [], ...more };
  };
  const bundle = readBundle(bytes);
  if (isText(bundle)) return (find(bundle), result());
  const trusted = (await Promise.all(keys.map(readKey))).filter(Boolean);
  const checkpoint = await openCheckpoint(bundle.checkpoint, trusted);
  const hints = bundle.keys;
  if (isText(checkpoint)) return (find(checkpoint), result({ hints }));
  await checkKeys(hints, checkpoint, find);
  find(await checkOlder(bundle.older, checkpoint, older, trusted));
  const stream = bundle.stream;
  const { end, tenant } = await readMap(bundle.map, stream, checkpoint);
  if (end === undefined) find('map-edited');
  const named = await readReceipts(bundle.receipts, checkpoint, tenant, find);
  const inOrder = new Events(stream, end, named);
  const [events, details, revisions] = [[], [], new Set()];
  for (const event of bundle.events) {
    const opened = await openEvent(event, checkpoint);
    const verdict = await inOrder.verdict(opened, event.disclosures);
    if (!['intact', 'erased'].includes(verdict.verdict)) find(verdict.verdict);
    const { envelope } = opened;
    if (envelope?.stream === stream) revisions.add(envelope.revision);
    events.push(verdict);
    details.push({ ...envelope, ...verdict });
  }
  const missing = missingIn(revisions, end);
  if (missing.length > 0) find('missing');
  return result({ events, missing, details, stream, end, checkpoint });
};

// For people
const SAYS = {
  intact: 'intact',
  erased: 'intact; values unreadable by lawful erasure, receipt ',
  edited: 'EDITED: it is not what was recorded',
  foreign: 'FOREIGN: it belongs to another stream',
  'out-of-order': 'OUT OF ORDER, or shown twice',
  unproved: 'UNPROVED: the checkpoint covers it, and the proof is gone',
  'value-edited': 'EDITED: a value shown is not the one that was recorded',
  'not-covered': 'not covered yet: newer than the checkpoint',
};
const ENDS = ['Sound.', 'TAMPERED WITH: ', 'It cannot be decided: '];
const NO_KEY = 'No key that you trust has signed. Of itself it says (compare before you trust):';

/** The lines that a person reads: one for each event, and what follows from all of them. */
export const report = (found) => {
  const { stream, checkpoint, details = [], hints = [] } = found;
  const lines = details.map(({ revision = '?', type = '?', recordedAt = '', ...event }) => {
    const said = `${SAYS[event.verdict]}${event.receipt ?? ''}`;
    return `  ${String(revision).padStart(4)}  ${type}  ${recordedAt}  ${said}`;
  });
  for (const revision of found.missing) lines.push(`  ${String(revision).padStart(4)}  MISSING`);
  if (stream) lines.unshift(`${stream}, against ${checkpoint.origin}, ${checkpoint.size} leaves`);
  if (found.end === 'absent') lines.push('The log has no such stream.');
  if (found.findings.includes('key-unknown')) lines.push(NO_KEY, ...hints.map((key) => `  ${key}`));
  return [...lines, `${ENDS[found.exit]}${found.findings.join(', ')}`];
};

// The shell around it
const USAGE = 'node verify.mjs BUNDLE --key VERIFIER_KEY… [--older CHECKPOINT] [--json]';

const main = async (args) => {
  const [{ readFile }, { parseArgs }] = [
    await import('node:fs/promises'),
    await import('node:util'),
  ];
  const text = { type: 'string' };
  const options = { key: { ...text, multiple: true }, older: text, json: { type: 'boolean' } };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (positionals.length !== 1) throw new Error(USAGE);
  const older = values.older === undefined ? undefined : await readFile(values.older, 'utf8');
  const found = await verifyBundle(await readFile(positionals[0]), { keys: values.key, older });
  const { exit, findings, events, missing } = found;
  const told = values.json ? [JSON.stringify({ exit, findings, events, missing })] : report(found);
  console.log(told.join('\n'));
  return exit;
};

const isProgram = globalThis.process?.argv?.[1]?.endsWith('verify.mjs') ?? false;
if (isProgram)
  process.exitCode = await main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    return 2;
  });
