import { lookUp } from '#eventing';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Given } from './command.js';
import { Failure } from './exit-codes.js';
import { dataOf, optionOf } from './where.js';

/** What the server answered. */
export interface Answer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly body?: object | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

const TIMEOUT_MS = 30_000;

/** Sends a request to a running server. Throws `Failure` (`unavailable`) when no server answers. */
export const call = async (address: string, request: Call): Promise<Answer> => {
  const { method, path, token, body, headers } = request;
  const response = await fetch(`${address}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    const sentence = `No server answers at ${address}. Start one with \`npm start\` in another terminal.`;
    throw new Failure('unavailable', sentence, { cause });
  });
  const text = await response.text();
  const etag = response.headers.get('etag') ?? undefined;
  return { status: response.status, etag, body: jsonOf(text) };
};

const jsonOf = (text: string): Record<string, unknown> => {
  try {
    return text ? (JSON.parse(text) as Record<string, unknown>) : {};
  } catch {
    return { text };
  }
};

type Tokens = Readonly<Record<string, Readonly<Record<string, string>>>>;

const tokensIn = async (folder: string): Promise<Tokens> => {
  const file = join(folder, 'development-tokens.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Tokens;
  } catch (cause) {
    const sentence = `There are no development tokens in ${folder}. Start the server there, name its folder with --data, or set AMENDS_TOKEN_CUSTOMER and the like.`;
    throw new Failure('config', sentence, { cause });
  }
};

/** The bearer token of a role: AMENDS_TOKEN_AGENT, or the one that the development issuer wrote. */
export const tokenOf = async (given: Given, role: string): Promise<string> => {
  const stated = given.env[`AMENDS_TOKEN_${role.toUpperCase()}`];
  if (stated) return stated;
  const tokens = await tokensIn(dataOf(given));
  const tenant = optionOf(given, 'tenant') ?? Object.keys(tokens)[0] ?? '';
  const token = lookUp(lookUp(tokens, tenant), role);
  if (!token) throw new Failure('config', `There is no token of the role ${role} for "${tenant}".`);
  return token;
};
