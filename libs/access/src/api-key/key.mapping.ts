import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The parts of a presented key. */
export interface PresentedKey {
  readonly tenant: string;
  readonly id: string;
  readonly hash: string;
}

const shape =
  /^amends_(?<tenant>[a-z0-9]{1,32})-(?<id>[0-9a-f]{32})_(?<secret>[0-9a-f]{48})_(?<crc>[0-9a-f]{8})$/;

const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0');

const digest = (key: string) => hash('sha256', key, 'hex');

const dashed = (id: string) => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/**
 * A new key: `amends_<tenant>-<id>_<secret>_<crc>`. Secret scanners find leaked keys by the prefix.
 * The checksum tells a key from a typing error without a look-up.
 */
export const makeKey = (
  tenant: string,
  id: string,
): { readonly key: string; readonly hash: string } => {
  const secret = randomBytes(24).toString('hex');
  const text = `amends_${tenant}-${id.replaceAll('-', '')}_${secret}`;
  const key = `${text}_${checksum(text)}`;
  return { key, hash: digest(key) };
};

/** Splits a presented key into its parts; undefined when it cannot be one of ours. */
export const readKey = (presented: string): PresentedKey | undefined => {
  const parts = shape.exec(presented)?.groups;
  if (!parts || checksum(presented.slice(0, -9)) !== parts['crc']) return undefined;
  return { tenant: parts['tenant']!, id: dashed(parts['id']!), hash: digest(presented) };
};

export const isSameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
