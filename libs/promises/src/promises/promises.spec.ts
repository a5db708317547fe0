import { describe, expect, it } from '@jest/globals';
import { type Message, type Meta, project } from '#eventing';
import { recordedAs } from '#eventing/testing';

import type { PromiseEvent } from '../promise/promise.events.js';
import {
  callback,
  context,
  four,
  kept,
  missed,
  movedByUs,
  released,
  tomorrow,
  two,
} from '../promise/promise.fixture.js';
import { promiseShown } from './promise.representation.js';
import { type PromiseRow, promisesView } from './promises.view.js';

const stream = 'promise-acme-019ab3c4-5d6e-7fff-8f00-0123456789ab';
const evening = '2026-01-05T18:30:00.000Z';

type Sample = PromiseEvent & { readonly meta?: Partial<Meta> };
const rowOf = (...events: readonly Sample[]) => {
  let row: PromiseRow | undefined;
  for (const event of recordedAs<Message>(stream, context, events)) {
    row = project<PromiseEvent, PromiseRow>(promisesView, row, event) ?? row;
  }
  return row!;
};
const ana = { tenant: 'acme', role: 'agent', id: 'ana', via: 'token' } as const;
const salma = { tenant: 'acme', role: 'customer', id: 'salma', via: 'token' } as const;
const shown = (...events: readonly Sample[]) => promiseShown(ana, evening)(rowOf(...events));
const columnsOf = (row: PromiseRow) =>
  Object.fromEntries(Object.entries(promisesView.columns).map(([name, { of }]) => [name, of(row)]));

describe('a promise as it is shown', () => {
  it('has its window on the clock of the customer', () =>
    expect(shown(callback).local).toEqual({ from: '2026-01-05T16:00', to: '2026-01-05T18:00' }));

  it('counts the minutes since it was missed, until it is kept', () => {
    expect(shown(callback, missed).minutesMissed).toBe(150);
    const late: Sample = { ...kept, meta: { at: '2026-01-05T16:45:00.000Z' } };
    expect(shown(callback, missed, late).minutesMissed).toBe(45);
  });

  it('counts no minutes when it was not missed, or the customer moved it after that', () => {
    expect(shown(callback)).not.toHaveProperty('minutesMissed');
    expect(shown(callback, kept)).not.toHaveProperty('minutesMissed');
    expect(shown(callback, missed, movedByUs)).not.toHaveProperty('minutesMissed');
  });

  it('does not tell the customer which team and manager are behind it', () => {
    const told: PromiseEvent = { type: 'ManagerTold', data: { manager: 'mona', due: four } };
    const row = rowOf(callback, missed, told);
    expect(promiseShown(ana, evening)(row)).toMatchObject({
      queue: 'network',
      misses: [{ told: 'mona' }],
    });
    const answer = promiseShown(salma, evening)(row);
    expect(answer).not.toHaveProperty('queue');
    expect(answer.misses).toEqual([{ due: four, noticed: four }]);
  });
});

describe('what the kept-rate counts', () => {
  const judged = (...events: readonly Sample[]) => {
    const { verdict, judgedAt } = columnsOf(rowOf(...events));
    return [verdict, judgedAt];
  };

  it('is a promise that was kept in its window, when it was kept', () =>
    expect(judged(callback, { ...kept, meta: { at: two } })).toEqual(['kept', two]));

  it('is a promise that was missed, at the end of its first missed window, whatever followed', () => {
    expect(judged(callback, missed)).toEqual(['missed', four]);
    expect(judged(callback, missed, kept)).toEqual(['missed', four]);
    const again: PromiseEvent = {
      type: 'PromiseMissed',
      data: { due: tomorrow.to, noticed: tomorrow.to },
    };
    expect(judged(callback, missed, movedByUs, again)).toEqual(['missed', four]);
  });

  it('is no promise that is due, or was released in time', () => {
    expect(judged(callback)).toEqual([null, null]);
    expect(judged(callback, released)).toEqual([null, null]);
  });
});
