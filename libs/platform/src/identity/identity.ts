import type { JWTVerifyGetKey } from 'jose';
import type { PlatformConfig } from '../operations/platform-config.js';
import {
  DEVELOPMENT_ISSUER,
  developmentIssuer,
  type DevelopmentIssuer,
} from './development-issuer.js';
import { issuerKeys } from './issuer-keys.js';
import { Tokens } from './tokens.js';

export interface Identity {
  readonly tokens: Tokens;
  /** Only if no other issuer is configured. */
  readonly development?: DevelopmentIssuer;
}

const tokensFrom = (config: PlatformConfig, issuer: string, keys: JWTVerifyGetKey) =>
  new Tokens(
    {
      issuer,
      audience: config.audience,
      algorithms: config.algorithms,
      typ: config.tokenType,
      claims: {
        tenant: config.tenantClaim,
        role: config.roleClaim,
        name: config.nameClaim,
        scope: config.scopeClaim,
      },
    },
    keys,
  );

/** Whose tokens are accepted: the configured issuer's, or else the development issuer's. */
export const identityOf = async (config: PlatformConfig): Promise<Identity> => {
  const { issuer, jwks, data } = config;
  if (issuer) return { tokens: tokensFrom(config, issuer, issuerKeys(issuer, jwks)) };
  const development = await developmentIssuer(data, config);
  const tokens = tokensFrom(
    { ...config, tokenType: 'at+jwt' },
    DEVELOPMENT_ISSUER,
    development.keys,
  );
  return { tokens, development };
};
