import { describe, it } from '@jest/globals';

import type { EscalationEvent } from './escalation.events.js';
import {
  confirmed,
  dina,
  given,
  mona,
  offeredToMona,
  requested,
  resolved,
  withMona,
} from './escalation.fixture.js';

const contact = '019ab3c4-5d6e-7fff-8f00-0000000000f1';
const readAt = (version: number) => ({ type: 'ReadDossier', data: { version } }) as const;
const takeAt = (version: number) => ({ type: 'TakeContact', data: { version, contact } }) as const;
const noteOf = (person: string) =>
  ({ type: 'NoteContact', data: { version: 41, person, contact } }) as const;
const phones = { by: { kind: 'integration', id: 'phones' } } as const;

const prepared: EscalationEvent = { type: 'DossierPrepared', data: { version: 41 } };
const readBy = (person: string): EscalationEvent => ({
  type: 'DossierRead',
  data: { person, version: 41 },
});
const takenBy = (person: string, more: object = {}): EscalationEvent => ({
  type: 'ContactTaken',
  data: { person, version: 41, contact, ...more },
});

describe('reading the dossier', () => {
  it('is recorded once for each reader and version', () => {
    given(...withMona)
      .when(readAt(41), mona)
      .thenHappened(prepared, readBy('mona'));
    given(...withMona, prepared, readBy('mona'))
      .when(readAt(41), dina)
      .thenHappened(readBy('dina'));
    given(...withMona, prepared, readBy('mona'))
      .when(readAt(41), mona)
      .thenNothing();
  });

  it('is for staff', () =>
    given(...withMona)
      .when(readAt(41))
      .thenRefused('escalation.staff-only'));
});

describe('contacting the customer', () => {
  it('needs the dossier read as it is now', () => {
    given(...withMona)
      .when(takeAt(41), mona)
      .thenRefused('escalation.dossier-unread', { version: 41 });
    given(...withMona, prepared, readBy('mona'))
      .when(takeAt(42), mona)
      .thenRefused('escalation.dossier-unread', { version: 42 });
    given(...withMona, prepared, readBy('mona'))
      .when(takeAt(41), mona)
      .thenHappened(takenBy('mona'));
  });

  it('is for the person who has it', () => {
    given(...withMona, prepared, readBy('dina'))
      .when(takeAt(41), dina)
      .thenRefused('escalation.not-yours');
    given(requested, offeredToMona).when(takeAt(41), mona).thenRefused('escalation.not-accepted');
  });

  it('is on record once', () =>
    given(...withMona, prepared, readBy('mona'), takenBy('mona'))
      .when(takeAt(41), mona)
      .thenNothing());

  it('is kept as unread when a telephone system tells that it happened all the same', () => {
    given(...withMona)
      .when(noteOf('dina'), phones)
      .thenHappened(takenBy('dina', { unread: true }));
    given(...withMona, prepared, readBy('mona'))
      .when(noteOf('mona'), phones)
      .thenHappened(takenBy('mona'));
    given(...withMona)
      .when(noteOf('dina'), mona)
      .thenRefused('escalation.integration-only');
    given(...withMona, resolved, confirmed)
      .when(noteOf('dina'), phones)
      .thenRefused('escalation.over');
  });
});
