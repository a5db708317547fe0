import { join } from 'node:path';
import type { DeskConfig } from '#embedded';
import type { DevelopmentTokens } from '#platform';

const tokensOf = (tokens: DevelopmentTokens): string =>
  Object.entries(tokens)
    .flatMap(([tenant, ofRole]) =>
      Object.entries(ofRole).map(([role, token]) => `  ${tenant} ${role.padEnd(13)} ${token}`),
    )
    .join('\n');

const development = (data: string, tokens: DevelopmentTokens) => `
Development tokens, for a week; never in production. They also lie in ${join(data, 'development-tokens.json')}
${tokensOf(tokens)}

Next: npm run demo
`;

/** What a person who starts a desk needs to know. */
export const greeting = (
  url: string,
  { data }: Pick<DeskConfig, 'data'>,
  tokens?: DevelopmentTokens,
): string => `
Amends listens at ${url}
  routes and examples   ${url}/docs
  health                ${url}/health/ready
  data                  ${data}
${tokens ? development(data, tokens) : ''}`;
