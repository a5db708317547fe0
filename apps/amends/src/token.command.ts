import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Bearer,
  DEVELOPMENT_KEY,
  developmentIssuer,
  pseudonymPattern,
  type Role,
  roles,
  tenantPattern,
} from '#platform';

import type { Command, Given } from './command.js';
import { Failure } from './exit-codes.js';
import { settingsOf } from './settings.js';
import { DATA_OPTION, dataOf, optionOf } from './where.js';

const DAY = 86_400;

const wrong = (option: string, expected: string) =>
  new Failure('usage', `${option} must be ${expected}.`);

const roleIn = (given: Given): Role => {
  const stated = optionOf(given, 'role');
  const role = roles.find((one) => one === stated);
  if (!role) throw wrong('--role', `one of ${roles.join(', ')}`);
  return role;
};

const matching = (given: Given, name: string, pattern: RegExp, otherwise = ''): string => {
  const text = optionOf(given, name) ?? otherwise;
  if (!pattern.test(text)) throw wrong(`--${name}`, `like ${String(pattern)}`);
  return text;
};

const lastsIn = (given: Given): number =>
  Number(matching(given, 'days', /^[1-9]\d{0,2}$/, '7')) * DAY;

const bearerIn = (given: Given, tenants: readonly string[]): Bearer => {
  const [name, scope] = [optionOf(given, 'name'), optionOf(given, 'scope')];
  return {
    role: roleIn(given),
    sub: matching(given, 'sub', pseudonymPattern),
    tenant: matching(given, 'tenant', tenantPattern, tenants[0]),
    lasts: lastsIn(given),
    ...(name && { name }),
    ...(scope && { scope }),
  };
};

/** The issuer of the folder; one that no server has made is not made here. */
const issuerOf = async (given: Given) => {
  const config = settingsOf(given);
  const folder = dataOf(given);
  if (config.issuer !== '' || config.environment === 'production')
    throw new Failure(
      'config',
      'Only the development issuer makes tokens here; ask AMENDS_ISSUER.',
    );
  if (!existsSync(join(folder, DEVELOPMENT_KEY)))
    throw new Failure(
      'config',
      `There is no development issuer in ${folder}: start the server once.`,
    );
  return { issuer: await developmentIssuer(folder, config), tenants: config.tenants };
};

export const token: Command = {
  name: 'token',
  summary: 'make a token for one more person; of the development issuer only',
  options: {
    '--role <role>': `what they are: ${roles.join(', ')}`,
    '--sub <subject>': 'their pseudonym, e.g. ana',
    '--tenant <name>': 'whose they are (default: the first development tenant)',
    '--name <name>': 'how they want to be called',
    '--scope <scopes>': 'what the token is limited to, e.g. tickets:read (default: nothing)',
    '--days <count>': 'how long it is valid (default: 7)',
    ...DATA_OPTION,
  },
  examples: [
    'amends token --role agent --sub ana',
    'TOKEN=$(amends token --role customer --sub kim --name Kim)',
  ],
  run: async (given) => {
    const { issuer, tenants } = await issuerOf(given);
    const bearer = bearerIn(given, tenants);
    const made = await issuer.mint(bearer);
    return { says: [made], json: { ...bearer, token: made } };
  },
};
