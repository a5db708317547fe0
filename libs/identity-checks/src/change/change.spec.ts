import { describe, expect, it } from '@jest/globals';
import { fold, secondsAfter } from '#eventing';

import {
  ana,
  change,
  clock,
  context,
  monday,
  omar,
  portal,
  salma,
} from '../check/check.fixture.js';
import { changeDecider, changingIn, frozenIn, objectedIn } from './change.decider.js';
import type { ChangeEvent } from './change.events.js';

const day = 86_400;
const objectUntil = secondsAfter(monday, 14 * day);
const effectAt = secondsAfter(monday, 7 * day);

const announce = (id: string, standing: 'in-force' | 'waiting', field = 'telephone') =>
  ({
    type: 'AnnounceChange',
    data: { change: id, field, standing, saidAt: monday },
  }) as const;
const announced = (
  id: string,
  standing: 'in-force' | 'waiting',
  field = 'telephone',
): ChangeEvent => ({
  type: 'ChangeAnnounced',
  data: {
    change: id,
    field,
    standing,
    saidAt: monday,
    ...(standing === 'waiting' && field === 'telephone' && { effectAt }),
    objectUntil,
  },
});
const objected = (id: string): ChangeEvent => ({
  type: 'ChangeObjected',
  data: { change: id, field: 'telephone', by: 'customer' },
});
const through: ChangeEvent = {
  type: 'ChangeLetThrough',
  data: { change: 'c1', field: 'telephone' },
};
const overtaken: ChangeEvent = {
  type: 'ChangeOvertaken',
  data: { change: 'c1', field: 'telephone', by: 'c2' },
};
const object = (id = 'c1', proven = false) =>
  ({ type: 'ObjectToChange', data: { customer: 'salma', change: id, proven } }) as const;
const letThrough = { type: 'LetChangeThrough', data: { change: 'c1' } } as const;

describe('announcing a change of what customers are reached by', () => {
  it('says until when an objection is heard', () =>
    change
      .given()
      .when(announce('c1', 'in-force'), { by: clock })
      .thenHappened(announced('c1', 'in-force')));

  it('says when it takes effect where the policy says so', () =>
    change
      .given()
      .when(announce('c1', 'waiting'), { by: clock })
      .thenHappened(announced('c1', 'waiting')));

  it('never takes effect by itself where no policy says so', () =>
    change
      .given()
      .when(announce('c1', 'waiting', 'date-of-birth'), { by: clock })
      .thenHappened(announced('c1', 'waiting', 'date-of-birth')));

  it('takes the place of an earlier one when it is in force', () =>
    change
      .given(announced('c1', 'in-force'))
      .when(announce('c2', 'in-force'), { by: clock })
      .thenHappened(overtaken, announced('c2', 'in-force')));

  it('says nothing twice', () =>
    change
      .given(announced('c1', 'waiting'))
      .when(announce('c1', 'waiting'), { by: clock })
      .thenNothing());

  it('is left to the system', () =>
    change.given().when(announce('c1', 'waiting'), { by: ana }).thenRefused('change.system-only'));
});

describe('telling the old route', () => {
  const told = {
    type: 'MarkOldRouteTold',
    data: { change: 'c1', field: 'telephone', saidAt: monday, routes: ['email'], digest: 'd1' },
  } as const;
  const happened: ChangeEvent = {
    type: 'OldRouteTold',
    data: { change: 'c1', routes: ['email'], digest: 'd1' },
  };

  it('is kept', () =>
    change.given(announced('c1', 'waiting')).when(told, { by: clock }).thenHappened(happened));

  it('is kept once', () =>
    change.given(announced('c1', 'waiting'), happened).when(told, { by: clock }).thenNothing());

  it('is kept once as well where there was no old route, and nobody holds a code', () => {
    const toNobody: ChangeEvent = { type: 'OldRouteTold', data: { change: 'c1', routes: [] } };
    const data = { change: 'c1', field: 'telephone', saidAt: monday };
    const asked = { type: 'MarkOldRouteTold', data } as const;
    change.given(announced('c1', 'waiting')).when(asked, { by: clock }).thenHappened(toNobody);
    change.given(announced('c1', 'waiting'), toNobody).when(told, { by: clock }).thenNothing();
  });

  it('finds nothing where nothing was announced', () =>
    change.given().when(told, { by: clock }).thenRefused('change.not-found'));
});

describe('objecting to a change', () => {
  it('is possible for the customer', () =>
    change
      .given(announced('c1', 'waiting'))
      .when(object(), { by: salma })
      .thenHappened(objected('c1')));

  it('is possible for staff in the customer’s name', () =>
    change
      .given(announced('c1', 'waiting'))
      .when(object(), { by: ana, onBehalfOf: 'salma' })
      .thenHappened({
        type: 'ChangeObjected',
        data: { change: 'c1', field: 'telephone', by: 'staff' },
      }));

  it('is possible for the one who holds the code of the old route', () =>
    change
      .given(announced('c1', 'waiting'))
      .when(object('c1', true), { by: portal })
      .thenHappened({
        type: 'ChangeObjected',
        data: { change: 'c1', field: 'telephone', by: 'old-route' },
      }));

  it('finds nothing for anybody else', () => {
    const known = change.given(announced('c1', 'waiting'));
    known.when(object(), { by: portal }).thenRefused('change.not-found');
    known.when(object(), { by: omar }).thenRefused('change.not-found');
    known.when(object(), { by: ana }).thenRefused('change.not-found');
    change.given().when(object(), { by: salma }).thenRefused('change.not-found');
  });

  it('says nothing twice', () =>
    change
      .given(announced('c1', 'waiting'), objected('c1'))
      .when(object(), { by: salma })
      .thenNothing());

  it('is refused when the time for it is over', () =>
    change
      .given(announced('c1', 'in-force'))
      .when(object(), { by: salma, at: secondsAfter(objectUntil, 1) })
      .thenRefused('change.too-late', { objectUntil }));
});

describe('a change that was not proved', () => {
  it('takes effect when its time has come', () =>
    change
      .given(announced('c1', 'waiting'))
      .when(letThrough, { by: clock, at: effectAt })
      .thenHappened(through));

  it('does not take effect before', () =>
    change
      .given(announced('c1', 'waiting'))
      .when(letThrough, { by: clock, at: secondsAfter(effectAt, -1) })
      .thenRefused('change.too-early'));

  it('is frozen by an objection', () =>
    change
      .given(announced('c1', 'waiting'), objected('c1'))
      .when(letThrough, { by: clock, at: effectAt })
      .thenNothing());

  it('is overtaken by one that was proved', () =>
    change
      .given(announced('c1', 'waiting'), overtaken)
      .when(letThrough, { by: clock, at: effectAt })
      .thenNothing());

  const effect = { type: 'ConfirmChangeEffect', data: { change: 'c1' } } as const;
  const tookEffect: ChangeEvent = {
    type: 'ChangeTookEffect',
    data: { change: 'c1', field: 'telephone' },
  };

  it('stays open to objection once it was proved, and takes the place of the others', () =>
    change
      .given(announced('c1', 'waiting'), announced('c2', 'in-force'))
      .when(effect, { by: clock })
      .thenHappened(
        { type: 'ChangeOvertaken', data: { change: 'c2', field: 'telephone', by: 'c1' } },
        tookEffect,
      ));

  it('takes effect once', () =>
    change.given(announced('c1', 'waiting'), tookEffect).when(effect, { by: clock }).thenNothing());

  it('cannot be let through by anybody', () =>
    change
      .given(announced('c1', 'waiting'))
      .when(letThrough, { by: ana, at: effectAt })
      .thenRefused('change.system-only'));
});

const after = (...events: readonly ChangeEvent[]) => fold(changeDecider(), events);

describe('what is known of changes', () => {
  it('freezes a field that was changed against the customer’s will', () =>
    expect([...frozenIn(after(announced('c1', 'in-force'), objected('c1')))]).toEqual([
      'telephone',
    ]));

  it('freezes nothing where the change never took effect, but remembers the objection', () => {
    const state = after(announced('c1', 'waiting'), objected('c1'));
    expect([[...frozenIn(state)], [...objectedIn(state)]]).toEqual([[], ['telephone']]);
  });

  it('frees the field when a later change takes its place', () =>
    expect([
      ...frozenIn(
        after(announced('c1', 'in-force'), objected('c1'), overtaken, announced('c2', 'in-force')),
      ),
    ]).toEqual([]));

  it('sends no codes to what is being changed', () => {
    const state = after(announced('c1', 'in-force'));
    expect([...changingIn(state, context.at)]).toEqual(['telephone']);
    expect([...changingIn(state, secondsAfter(objectUntil, 1))]).toEqual([]);
  });
});
