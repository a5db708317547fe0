import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, ERASED, MemoryEventStore, type NewEvent } from '#eventing';
import { idAt, newNote } from '#eventing/testing';

import { MemoryVault } from './memory-vault.js';
import { masterOf } from './vault-places.fixture.js';
import { VaultedEventStore } from './vaulted-event-store.js';

const ana: Actor = { kind: 'customer', id: 'ana' };
const ben: Actor = { kind: 'customer', id: 'ben' };
const amal: Actor = { kind: 'agent', id: 'amal' };
const crm: Actor = { kind: 'integration', id: 'crm' };
const agenda: Actor = { kind: 'system', id: 'ana' };

const stream = `note-acme-${idAt(1)}`;
const aboutAna = { '/text': 'acme/ana' };

const said = (number: number, actor: Actor, text: string, personal = aboutAna): NewEvent => {
  const note = newNote(text, idAt(number));
  return { ...note, meta: { ...note.meta, tenant: 'acme', actor }, data: { text }, personal };
};

describe('somebody who was forgotten', () => {
  let log: MemoryEventStore;
  let vault: MemoryVault;
  let store: VaultedEventStore;
  const forget = async () => vault.destroy(await vault.keysOf(['acme/ana']));
  const texts = async () =>
    (await store.read(stream)).map(({ data }) => (data as { readonly text: string }).text);

  beforeEach(async () => {
    log = new MemoryEventStore();
    vault = new MemoryVault({ current: masterOf('a'), previous: [] });
    store = new VaultedEventStore(log, vault, { customersReturn: true });
    await store.append(stream, 0, [said(2, ana, 'I live at 30.')]);
    await forget();
  });

  it('comes back by what they do themselves, under another key, and nothing old with them', async () => {
    await store.append(stream, 1, [said(3, ana, 'I am back.')]);
    expect(await texts()).toEqual([ERASED, 'I am back.']);
    expect(await vault.keysOf(['acme/ana'])).toHaveLength(2);
  });

  it.each([
    ['staff', amal],
    ['another system', crm],
    ['the desk itself', agenda],
    ['another customer', ben],
  ])('does not come back by what is said of them by %s', async (_, actor) => {
    const saying = store.append(stream, 1, [said(3, actor, 'She moved.')]);
    await expect(saying).rejects.toMatchObject({ code: 'person.erased' });
    expect(await vault.keysOf(['acme/ana'])).toHaveLength(1);
  });

  it('does not come back by what they say in another tenant', async () => {
    const { meta, ...rest } = said(3, ana, 'I am back.');
    const elsewhere = { ...rest, meta: { ...meta, tenant: 'other' } };
    await expect(store.append(stream, 1, [elsewhere])).rejects.toMatchObject({
      code: 'person.erased',
    });
  });

  it('can be spoken of by everybody once they are back', async () => {
    await store.append(stream, 1, [said(3, ana, 'I am back.')]);
    await store.append(stream, 2, [said(4, amal, 'She is back.')]);
    expect(await texts()).toEqual([ERASED, 'I am back.', 'She is back.']);
  });

  it('is forgotten again, with what they said since', async () => {
    await store.append(stream, 1, [said(3, ana, 'I am back.')]);
    await forget();
    expect(await texts()).toEqual([ERASED, ERASED]);
  });

  it('does not come back where what is written may be imported in their name', async () => {
    const importing = new VaultedEventStore(log, vault);
    const saying = importing.append(stream, 1, [said(3, ana, 'I am back.')]);
    await expect(saying).rejects.toMatchObject({ code: 'person.erased' });
  });
});
