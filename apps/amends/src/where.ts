import { lookUp } from '#eventing';
import { resolve } from 'node:path';
import type { Given } from './command.js';

type GivenOptions = Pick<Given, 'options' | 'env'>;

export const optionOf = ({ options }: GivenOptions, name: string) => {
  const value = lookUp(options, name);
  return typeof value === 'string' ? value : undefined;
};

export const DATA_OPTION = {
  '--data <folder>': 'the data directory (AMENDS_DATA; default: data)',
} as const;

export const URL_OPTION = {
  '--url <address>': 'where the server listens (default: by AMENDS_HOST and AMENDS_PORT)',
} as const;

export const TENANT_OPTION = {
  '--tenant <name>': 'the tenant whose tickets are shown (default: the first one with tokens)',
} as const;

/** The data directory that the server uses. */
export const dataOf = (given: GivenOptions): string =>
  resolve(optionOf(given, 'data') ?? (given.env.AMENDS_DATA || 'data'));

const everywhere = new Set(['0.0.0.0', '::', '[::]', '*']);

/** The address on which a server with these settings listens. */
export const addressOf = (given: GivenOptions): string => {
  const { AMENDS_HOST: host = '127.0.0.1', AMENDS_PORT: port = '3000' } = given.env;
  const stated = optionOf(given, 'url');
  if (stated) return stated.replace(/(?<!\/)\/+$/, '');
  const name = everywhere.has(host) ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
};
