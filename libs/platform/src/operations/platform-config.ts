import {
  address,
  anyText,
  onOrOff,
  oneOfThese,
  proxies,
  several,
  webOrigin,
  wholeNumber,
  type ConfigOf,
  type TrustedProxies,
} from './settings.js';

const algorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'] as const;

/** The settings of the HTTP platform. An app adds its own rows and reads both at once. */
export const platformSettings = {
  environment: {
    env: 'NODE_ENV',
    read: anyText,
    otherwise: 'development',
    says: 'With `production` the development issuer refuses to start.',
  },
  host: {
    env: 'AMENDS_HOST',
    read: anyText,
    otherwise: '127.0.0.1',
    says: 'The address to listen on. `0.0.0.0` or `::` opens it to the network.',
  },
  port: {
    env: 'AMENDS_PORT',
    read: wholeNumber(0, 65_535),
    otherwise: 3000,
    says: 'The port to listen on; 0 takes any free one.',
  },
  data: {
    env: 'AMENDS_DATA',
    read: anyText,
    otherwise: 'data',
    says: 'The data directory.',
  },
  logLevel: {
    env: 'AMENDS_LOG_LEVEL',
    read: oneOfThese('trace', 'debug', 'info', 'warn', 'error', 'silent'),
    otherwise: 'info' as const,
    says: 'The log level. Every request is logged at `info`.',
  },
  issuer: {
    env: 'AMENDS_ISSUER',
    read: address,
    otherwise: '',
    says: 'The OpenID Connect issuer of access tokens. Not set: the built-in development issuer.',
  },
  audience: {
    env: 'AMENDS_AUDIENCE',
    read: anyText,
    otherwise: 'amends',
    says: 'The audience that a token must have.',
  },
  jwks: {
    env: 'AMENDS_JWKS',
    read: address,
    otherwise: '',
    says: "The issuer's key set. Not set: taken from the issuer's discovery document.",
  },
  algorithms: {
    env: 'AMENDS_ALGORITHMS',
    read: several(oneOfThese(...algorithms)),
    otherwise: ['RS256', 'PS256', 'ES256', 'EdDSA'] as readonly (typeof algorithms)[number][],
    says: 'The signature algorithms that are accepted.',
  },
  tokenType: {
    env: 'AMENDS_TOKEN_TYPE',
    read: oneOfThese('at+jwt', 'JWT'),
    otherwise: 'at+jwt' as const,
    says: 'The `typ` that a token must have: `at+jwt` by RFC 9068; `JWT` for issuers that do not.',
  },
  tenantClaim: {
    env: 'AMENDS_CLAIM_TENANT',
    read: anyText,
    otherwise: 'tenant',
    says: 'The claim (its whole name, or dots go inside) that names the tenant.',
  },
  roleClaim: {
    env: 'AMENDS_CLAIM_ROLE',
    read: anyText,
    otherwise: 'role',
    says: 'The claim (its whole name, or dots go inside) that names the role, or a list with exactly one of ours.',
  },
  nameClaim: {
    env: 'AMENDS_CLAIM_NAME',
    read: anyText,
    otherwise: 'name',
    says: 'The claim with the name of the person.',
  },
  scopeClaim: {
    env: 'AMENDS_CLAIM_SCOPE',
    read: anyText,
    otherwise: 'amends_scope',
    says: 'The claim that limits a token to scopes such as `tickets:read`; without it, the role alone counts.',
  },
  rateLimit: {
    env: 'AMENDS_RATE_LIMIT',
    read: wholeNumber(0, 100_000_000),
    otherwise: 6000,
    says: 'Requests that one principal may make in a window; 0 means no limit.',
  },
  rateWindow: {
    env: 'AMENDS_RATE_WINDOW',
    read: wholeNumber(1, 3600),
    otherwise: 60,
    says: 'The length of a window in seconds.',
  },
  failureLimit: {
    env: 'AMENDS_FAILURE_LIMIT',
    read: wholeNumber(0, 1_000_000),
    otherwise: 30,
    says: 'Refused credentials from one address in a window; 0 means no limit.',
  },
  bodyLimit: {
    env: 'AMENDS_BODY_LIMIT',
    read: wholeNumber(1024, 16_777_216),
    otherwise: 262_144,
    says: 'The maximum size of a JSON body in bytes.',
  },
  origins: {
    env: 'AMENDS_CORS_ORIGINS',
    read: several(webOrigin),
    otherwise: [] as readonly string[],
    says: 'Web origins that may call from a browser, comma separated.',
  },
  trustProxy: {
    env: 'AMENDS_TRUST_PROXY',
    read: proxies,
    otherwise: 0 as TrustedProxies,
    says: 'How many proxies are in front (`1`), or their addresses (`10.0.0.0/8, loopback`): the address of a request is what the outermost of them says in X-Forwarded-For. `off`: that of the connection.',
  },
  openMetrics: {
    env: 'AMENDS_OPEN_METRICS',
    read: onOrOff,
    otherwise: false,
    says: '`on`: a request from this machine itself reads `/metrics` without a credential. Not where a proxy runs on it.',
  },
  liveClients: {
    env: 'AMENDS_LIVE_CLIENTS',
    read: wholeNumber(0, 100_000),
    otherwise: 1000,
    says: 'The maximum number of connections for live updates.',
  },
  grace: {
    env: 'AMENDS_GRACE',
    read: wholeNumber(0, 600),
    otherwise: 10,
    says: 'Seconds that requests have to finish after the stop signal.',
  },
} as const;

export type PlatformConfig = ConfigOf<typeof platformSettings>;
