import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command, Given } from './command.js';
import { call, tokenOf } from './desk-client.js';
import { Failure } from './exit-codes.js';
import { addressOf, DATA_OPTION, optionOf, TENANT_OPTION, URL_OPTION } from './where.js';

const targetIn = (given: Given, ticket: string): string => {
  const target = resolve(optionOf(given, 'out') ?? `ticket-${ticket}.proof.json`);
  if (existsSync(target)) throw new Failure('output', `${target} already exists.`);
  return target;
};

const asked = async (given: Given, path: string) => {
  const token = await tokenOf(given, 'auditor');
  const { status, body } = await call(addressOf(given), { method: 'GET', path, token });
  if (status < 300) return body;
  throw new Failure('refused', `${String(body['title'] ?? status)} (${path})`);
};

interface Keys {
  readonly keys: readonly { readonly key: string; readonly from: number; readonly to: number }[];
  readonly witnesses: readonly string[];
}

const RED = '\u001b[31m';
const PLAIN = '\u001b[0m';

const witnessesIn = ({ witnesses }: Keys): string =>
  witnesses.length > 0 ? witnesses.join(', ') : `${RED}none configured${PLAIN}`;

const tenantIn = (stream: string): string => stream.split('-')[1]!;

const queryOf = (given: Given): string => {
  const since = optionOf(given, 'since');
  return since === undefined ? '' : `?since=${encodeURIComponent(since)}`;
};

export const exporting: Command = {
  name: 'export',
  summary: 'write the proof of a ticket’s whole history in one file',
  arguments: { '<what>': 'ticket', '<id>': 'the ticket’s id' },
  options: {
    '--out <file>': 'the file to write (default: ticket-ID.proof.json)',
    '--since <size>': 'prove too that the log only grew since a checkpoint of that size',
    ...URL_OPTION,
    ...TENANT_OPTION,
    ...DATA_OPTION,
  },
  examples: ['amends export ticket 019ab3c4-5d6e-7000-8f00-0123456789ab --out ticket.json'],
  run: async (given) => {
    const [what, ticket = ''] = given.arguments;
    if (what !== 'ticket') throw new Failure('usage', 'Only a ticket can be exported: ticket ID.');
    const target = targetIn(given, ticket);
    const path = `/v1/audit/tickets/${encodeURIComponent(ticket)}/bundle${queryOf(given)}`;
    const bundle = await asked(given, path);
    const tenant = tenantIn(String(bundle['stream']));
    const keys = (await asked(given, `/ledger/${tenant}/keys`)) as unknown as Keys;
    await writeFile(target, JSON.stringify(bundle), { flag: 'wx' });
    const events = (bundle['events'] as readonly unknown[]).length;
    return {
      says: [
        `${target}: ${events} events.`,
        `Witnesses: ${witnessesIn(keys)}`,
        'To check it without this program (compare the key with one that you got another way):',
        ...keys.keys.map(({ key }) => `  node docs/reference/verify.mjs ${target} --key '${key}'`),
      ],
      json: { file: target, events, ...keys },
    };
  },
};
