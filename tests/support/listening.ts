import { expect } from '@jest/globals';

import type { Person } from './desk.js';

export interface SentEvent {
  readonly id?: number;
  readonly event?: string;
  readonly data?: string;
}

const told = (block: string): SentEvent => {
  const fields = Object.fromEntries(
    block
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  ) as { id?: string; event?: string; data?: string };
  return { ...fields, ...(fields.id && { id: Number(fields.id) }) } as SentEvent;
};

interface Listening {
  /** Resume behind this position. */
  readonly from?: number;
  /** What happens while somebody listens. */
  readonly meanwhile?: () => Promise<unknown>;
}

/** Listens to live updates until `enough` holds for what was told, then leaves. */
export const listen = async (
  { url, person }: { readonly url: string; readonly person: Person },
  enough: (all: readonly SentEvent[]) => boolean,
  { from, meanwhile }: Listening = {},
): Promise<readonly SentEvent[]> => {
  const leave = new AbortController();
  const answer = await fetch(url, {
    headers: {
      authorization: `Bearer ${person.token}`,
      ...(from !== undefined && { 'last-event-id': String(from) }),
    },
    signal: leave.signal,
  });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const all: SentEvent[] = [];
  let rest = '';
  const writing = meanwhile?.();
  // Awaited below; a write that fails while nobody looks is no crash, and ends the listening.
  writing?.catch(() => leave.abort());
  const hear = async () => {
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop()!;
      all.push(...blocks.map(told).filter(({ id }) => id !== undefined));
      if (enough(all)) break;
    }
  };
  const ended = await Promise.allSettled([writing, hear()]);
  leave.abort();
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return all;
};

export const named = (all: readonly SentEvent[], event: string): boolean =>
  all.some((one) => one.event === event);
