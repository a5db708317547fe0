import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  commandIdOf,
  type CommandContext,
  type CommandPayload,
  Commands,
  EventStore,
  digestOf,
  foldRecorded,
  secondsUntil,
  streamOf,
} from '#eventing';

import { SECRET } from '#platform';

import { StoredEntries } from '../entry/stored-entries.reader.js';
import { type Reserved, type UserNameCommand, userNameDecider } from './user-name.decider.js';

/** Seconds after which a reservation that led to no user is nobody's: its request died on the way. */
const LAPSES = 60;

/** User names have no case (RFC 7643, 4.1.1). */
export const foldedUserName = (name: unknown): string =>
  typeof name === 'string' ? name.normalize('NFC').toLowerCase() : '';

/** Gives each user name to one user at a time, however many ask at once. */
@Injectable()
export class UserNames {
  readonly #secret: Uint8Array;

  constructor(
    private readonly store: EventStore,
    private readonly commands: Commands,
    private readonly entries: StoredEntries,
    @Inject(SECRET) master: Uint8Array,
  ) {
    this.#secret = createHmac('sha256', master).update('user names').digest();
  }

  /** Reserves a name for a user, or refuses with `directory.exists`. Answers with the reservation. */
  async reserve(context: CommandContext, name: string, holder: string): Promise<string> {
    const found = await this.find(context.tenant, name);
    const isOver =
      found && found.holder !== holder && (await this.#hasLapsed(context, name, found));
    const instead = isOver ? { instead: found.reservation } : {};
    const reservation = this.#idFor(context, `reserve ${foldedUserName(name)}`);
    const data = { holder, reservation, ...instead };
    await this.#send(context, name, { type: 'ReserveUserName', data });
    return reservation;
  }

  /** Frees a name; nothing happens where it was reserved again since. */
  async release(context: CommandContext, name: string, reservation: string): Promise<void> {
    await this.#send(context, name, { type: 'ReleaseUserName', data: { reservation } });
  }

  async find(tenant: string, name: string): Promise<Reserved | undefined> {
    const stream = streamOf(userNameDecider.name, tenant, this.#streamIdOf(tenant, name));
    const last = await this.store.read(stream, { backwards: true, limit: 1 });
    return foldRecorded(userNameDecider, last).reserved;
  }

  async #hasLapsed({ tenant, at }: CommandContext, name: string, found: Reserved) {
    if (secondsUntil(found.at, at) < LAPSES) return false;
    const stored = await this.entries.read(tenant, found.holder);
    return foldedUserName(stored?.entry['userName']) !== foldedUserName(name);
  }

  /** By the moment too: a request that is sent again later asks again, for the name may have lapsed. */
  #idFor({ id, at }: CommandContext, what: string): string {
    return commandIdOf(digestOf(id, what), Date.parse(at));
  }

  async #send(context: CommandContext, name: string, command: CommandPayload<UserNameCommand>) {
    const { basedOn: _basedOn, ...asked } = context;
    const what = `${command.type} ${command.data.reservation}`;
    const id = this.#idFor(context, what);
    const whole = { ...asked, id, causation: context.id, ...command } as UserNameCommand;
    await this.commands.send(userNameDecider, this.#streamIdOf(context.tenant, name), whole);
  }

  #streamIdOf(tenant: string, name: string): string {
    const key = createHmac('sha256', this.#secret);
    return key
      .update(`${tenant}\0${foldedUserName(name)}`)
      .digest('hex')
      .slice(0, 40);
  }
}
