import { isIP } from 'node:net';
import { lookUp } from '#eventing';
/** How a setting's text is read; throws a `TypeError` that says what was expected. */
export type Reading<Value> = (text: string) => Value;

/** One row for each setting: its variable, its allowed values, its meaning. */
export interface Setting<Value> {
  readonly env: string;
  readonly read: Reading<Value>;
  /** The default. Absent: it must be set. */
  readonly otherwise?: Value;
  readonly says: string;
}

// oxlint-disable-next-line typescript/no-explicit-any -- a table of settings of different values
export type Settings = Readonly<Record<string, Setting<any>>>;

export type ConfigOf<S extends Settings> = {
  readonly [Name in keyof S]: S[Name] extends Setting<infer Value> ? Value : never;
};

const expected = (what: string) => new TypeError(`expected ${what}`);

export const wholeNumber =
  (least: number, most: number): Reading<number> =>
  (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most))
      throw expected(`a whole number from ${least} to ${most}`);
    return value;
  };

export const anyText: Reading<string> = (text) => {
  if (text.trim() === '') throw expected('a text');
  return text;
};

export const oneOfThese =
  <const Value extends string>(...values: readonly Value[]): Reading<Value> =>
  (text) => {
    const value = values.find((one) => one === text);
    if (value === undefined) throw expected(`one of ${values.join(', ')}`);
    return value;
  };

export const onOrOff: Reading<boolean> = (text) => oneOfThese('on', 'off')(text) === 'on';

const named = ['loopback', 'linklocal', 'uniquelocal'];

const isRange = (text: string) => {
  const [host = '', bits, ...more] = text.split('/');
  const most = { 4: 32, 6: 128 }[isIP(host)] ?? -1;
  const isWithin = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  return most > 0 && isWithin && more.length === 0;
};

/** The trusted proxies: how many are in front, or their addresses. */
export type TrustedProxies = number | readonly string[];

/** `off`, a number of proxies, or their addresses. */
export const proxies: Reading<TrustedProxies> = (text) => {
  if (text === 'off') return 0;
  if (/^[1-9]$/.test(text)) return Number(text);
  const all = several(anyText)(text);
  if (all.length > 0 && all.every((one) => named.includes(one) || isRange(one))) return all;
  throw expected(
    'off, how many proxies there are (1 to 9), or their addresses (10.0.0.0/8, loopback)',
  );
};

export const address: Reading<string> = (text) => {
  const url = URL.parse(text);
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal(url));
  if (!safe) throw expected('an https address (http only to this machine)');
  return text;
};

/** Scheme, host and port as browsers send them (RFC 6454, 6.2). */
export const webOrigin: Reading<string> = (text) => {
  const { origin, pathname, search, hash, username } = new URL(address(text));
  if (pathname + search + hash + username !== '/') throw expected('an origin, without a path');
  return origin;
};

/** Whether an address to listen on can be reached from this machine only. */
export const isLoopback = (host: string): boolean =>
  ['localhost', '::1', '[::1]'].includes(host) || (isIP(host) === 4 && host.startsWith('127.'));

const isLocal = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

export const several =
  <Value>(read: Reading<Value>): Reading<readonly Value[]> =>
  (text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => read(part));

/** The configuration is invalid; `faults` lists all that is wrong with it. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';

  constructor(readonly faults: readonly string[]) {
    super(`The configuration is not valid:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const valueOf = ({ env, read, otherwise }: Setting<unknown>, found: string | undefined) => {
  if (found !== undefined) return read(found);
  if (otherwise === undefined) throw new TypeError(`${env} must be set`);
  return otherwise;
};

const PREFIX = 'AMENDS_';

/** Variables that only the command line reads from the same environment. */
const elsewhere = /^AMENDS_(?:DEBUG|TOKEN_[A-Z]+)$/;

const unknownIn = (settings: Settings, env: Environment) => {
  const known = new Set(Object.values(settings).map((setting) => setting.env));
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !known.has(name) && !elsewhere.test(name))
    .map((name) => `${name} is not a setting`);
};

/** Faults in the combination of settings; a setting that could not be read is absent. */
export type Together<S extends Settings> = (config: Partial<ConfigOf<S>>) => readonly string[];

/**
 * Reads the environment once. Throws `ConfigFault` with all faults at once (an unknown `AMENDS_…`
 * is one), or returns a frozen configuration. An empty variable counts as not set.
 */
export const readConfig = <const S extends Settings>(
  settings: S,
  env: Environment = process.env,
  together: Together<S> = () => [],
): ConfigOf<S> => {
  const faults = unknownIn(settings, env);
  const entries = Object.entries(settings).map(([name, setting]) => {
    try {
      return [name, valueOf(setting, lookUp(env, setting.env) || undefined)];
    } catch (error) {
      faults.push(`${setting.env}: ${error instanceof Error ? error.message : String(error)}`);
      return [name, undefined];
    }
  });
  const config = Object.fromEntries(entries) as ConfigOf<S>;
  faults.push(...together(config));
  if (faults.length > 0) throw new ConfigFault(faults);
  return Object.freeze(config);
};
