import type { Opened } from '../file.js';
import { Unreadable } from '../cells.js';
import type { Place } from './row.js';

/** A line of text; if it is too long, only its number. */
export interface TextLine extends Place {
  readonly text?: string;
}

/** Lines of UTF-8, without their ends and without those that are empty. */
export async function* linesOf({ bytes }: Opened, longest: number): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder();
  let line = 1;
  let rest = '';
  let isTooLong = false;
  const grow = (part: string) => {
    isTooLong ||= rest.length + part.length > longest;
    rest = isTooLong ? '' : rest + part;
  };
  const ended = (): TextLine[] => {
    const whole: TextLine = isTooLong ? { line } : { line, text: rest };
    const isEmpty = !isTooLong && rest.trim() === '';
    line++;
    rest = '';
    isTooLong = false;
    return isEmpty ? [] : [whole];
  };
  for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
    const parts = decoder.decode(chunk, { stream: true }).split('\n');
    for (const part of parts.slice(0, -1)) {
      grow(part);
      yield* ended();
    }
    grow(parts.at(-1)!);
  }
  grow(decoder.decode());
  yield* ended();
}

export type Members = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON object. Throws `Unreadable`, with a sentence that reveals nothing of the text. */
export const objectIn = ({ text }: TextLine): Members => {
  if (text === undefined) throw new Unreadable('The line is too long.');
  const value = parsed(text);
  if (!isObject(value)) throw new Unreadable('It is not a JSON object.');
  return value;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
