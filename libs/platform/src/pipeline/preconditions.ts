import { createHash } from 'node:crypto';
import { problem } from '../problems/problem.js';

/** The tag of an answer that has no version: of its content. */
export const contentTagOf = (content: object): string =>
  `"${createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)}"`;

/** The strong entity tag of a version (RFC 9110, 8.8.3). */
export const etagOf = (version: number): string => `"${version}"`;

/** One tag of a list, and the comma after it (RFC 9110, 8.8.3 and 5.6.1). */
const nextTag = /[ \t,]*(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,|$)/y;

const opaqueTagsIn = (list: string): readonly string[] | undefined => {
  const pattern = new RegExp(nextTag);
  const tags: string[] = [];
  while (pattern.lastIndex < list.length) {
    const tag = pattern.exec(list)?.[1];
    if (tag === undefined) return undefined;
    tags.push(tag);
  }
  return tags;
};

const version = /^(?:0|[1-9]\d{0,15})$/;

/** A tag that is none of ours matches no version. */
const NEVER = -1;

/**
 * The versions that If-Match names; undefined for `*` or no field at all. A weak tag names its version
 * too: ours are strong, so a proxy that packed the answer has weakened it, and the state is the same.
 */
export const versionsOf = (
  field: string | undefined,
  required: boolean,
): readonly number[] | undefined => {
  if (field === undefined) {
    if (required) throw problem('if-match-required');
    return undefined;
  }
  const value = field.trim();
  if (value === '*') return undefined;
  const tags = opaqueTagsIn(value);
  if (tags === undefined || tags.length === 0) throw problem('if-match-malformed');
  return tags.map((tag) => (version.test(tag) ? Number(tag) : NEVER));
};

/** Whether If-None-Match already has this tag (weak comparison, RFC 9110, 13.1.2). */
export const alreadyHas = (field: string | undefined, etag: string): boolean =>
  field !== undefined &&
  (field.trim() === '*' || field.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));
