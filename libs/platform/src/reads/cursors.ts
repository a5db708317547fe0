import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Scalar } from '#eventing';

import { problem } from '../problems/problem.js';

/**
 * Opaque cursors: the position where a page ended, encrypted together with the query, so that a
 * cursor can neither be forged nor used with another list, filter, order or principal.
 */
export class Cursors {
  constructor(private readonly secret: Uint8Array) {}

  write(asked: string, place: readonly Scalar[]): string {
    const text = Buffer.from(JSON.stringify(place)).toString('base64url');
    return `${text}.${this.#sign(asked, text).toString('base64url')}`;
  }

  /** Throws `http.cursor-invalid`. */
  read(asked: string, cursor: string): readonly Scalar[] {
    const [text = '', signature = ''] = cursor.split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = this.#sign(asked, text);
    if (given.length !== right.length || !timingSafeEqual(given, right))
      throw problem('cursor-invalid');
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as readonly Scalar[];
  }

  #sign(asked: string, text: string): Buffer {
    return createHmac('sha256', this.secret)
      .update(`${asked.length}:${asked}${text}`)
      .digest()
      .subarray(0, 16);
  }
}
