import { problem } from '../problems/problem.js';

/** The strong entity tag of a version (RFC 9110, 8.8.3). */
export const etagOf = (version: number): string => `"${version}"`;

const strong = /^"(0|[1-9]\d{0,15})"$/;

/** The version that If-Match names; undefined for `*` or no field at all. */
export const versionOf = (field: string | undefined, required: boolean): number | undefined => {
  if (field === undefined) {
    if (required) throw problem('if-match-required');
    return undefined;
  }
  const value = field.trim();
  if (value === '*') return undefined;
  const version = strong.exec(value)?.[1];
  if (version === undefined) throw problem('if-match-malformed');
  return Number(version);
};

/** Whether If-None-Match already has this tag (weak comparison, RFC 9110, 13.1.2). */
export const alreadyHas = (field: string | undefined, etag: string): boolean =>
  field !== undefined &&
  (field.trim() === '*' || field.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));
