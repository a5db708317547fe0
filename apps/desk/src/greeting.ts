import { join } from 'node:path';
import type { DeskConfig } from '#embedded';
import { type DevelopmentTokens, isLoopback } from '#platform';

const tokensOf = (tokens: DevelopmentTokens): string =>
  Object.entries(tokens)
    .flatMap(([tenant, ofRole]) =>
      Object.entries(ofRole).map(([role, token]) => `  ${tenant} ${role.padEnd(13)} ${token}`),
    )
    .join('\n');

/** What `npm run demo` must be told where the defaults do not hold. */
const demoFor = (url: string, data: string): string => {
  const stated = [
    ...(new URL(url).port === '3000' ? [] : [`--url ${url}`]),
    ...(data === 'data' ? [] : [`--data ${data}`]),
  ];
  return ['npm run demo', ...(stated.length > 0 ? ['--', ...stated] : [])].join(' ');
};

/** Anyone who can read the folder, or these lines, can be anybody. */
export const openWarning = ({ host }: Pick<DeskConfig, 'host'>): string | undefined =>
  isLoopback(host)
    ? undefined
    : `the development issuer is in force, and ${host} can be reached from the network: set AMENDS_ISSUER, or listen on 127.0.0.1`;

type Started = Pick<DeskConfig, 'data' | 'host'>;

const development = (url: string, config: Started, tokens: DevelopmentTokens) => {
  const warning = openWarning(config);
  return `${warning ? `\nWarning: ${warning}.\n` : ''}
Development tokens, for a week; never in production. They also lie in ${join(config.data, 'development-tokens.json')}
${tokensOf(tokens)}

Next: ${demoFor(url, config.data)}
`;
};

/** What a person who starts a desk needs to know. */
export const greeting = (url: string, config: Started, tokens?: DevelopmentTokens): string => `
Amends listens at ${url}
  routes and examples   ${url}/docs
  health                ${url}/health/ready
  data                  ${config.data}
${tokens ? development(url, config, tokens) : ''}`;
