import type { ViewReader } from '#eventing';

import type { EntryKind } from '../entry/entry.events.js';
import { ensure } from '../entry/entry.rules.js';
import { type Conjunction, isPossible, joined, whereOf } from '../scim/conjunction.rules.js';
import { type EntryRow, entriesView } from './entries.view.js';

/** A list is numbered, so whatever comes before a page is read too. */
const FARTHEST = 100_000;

export interface Wanted {
  readonly tenant: string;
  readonly kind: EntryKind;
  /** A row fits by any of these. */
  readonly ways: readonly Conjunction[];
}

interface Combined {
  readonly way: Conjunction;
  readonly sign: 1 | -1;
}

/** All combinations of ways: rows that fit by two of them are counted once (inclusion, exclusion). */
const combinations = (ways: readonly Conjunction[]): readonly Combined[] =>
  ways.reduce<readonly Combined[]>((all, way) => {
    const more = all.map((one): Combined => ({
      way: joined(one.way, way),
      sign: one.sign === 1 ? -1 : 1,
    }));
    return [...all, { way, sign: 1 }, ...more];
  }, []);

const byId = (one: EntryRow, other: EntryRow) =>
  Buffer.compare(Buffer.from(one.id), Buffer.from(other.id));

/** Pages of entries that fit by any of several ways, each of which an index answers. */
export class EntryLists {
  constructor(private readonly views: ViewReader) {}

  async count({ tenant, kind, ways }: Wanted): Promise<number> {
    const all = combinations(ways).filter(({ way }) => isPossible(way));
    const counts = await Promise.all(
      all.map(async ({ way, sign }) => {
        const where = { ...whereOf(way), kind };
        return sign * (await this.views.count(entriesView, { tenant, where }));
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async page(wanted: Wanted, skip: number, count: number): Promise<readonly EntryRow[]> {
    ensure(skip < FARTHEST, 'too-far');
    if (count === 0) return [];
    const all = await Promise.all(wanted.ways.map((way) => this.#first(wanted, way, skip + count)));
    const rows = [...new Map(all.flat().map((row) => [row.id, row])).values()];
    return rows.toSorted(byId).slice(skip, skip + count);
  }

  async #first({ tenant, kind }: Wanted, way: Conjunction, limit: number) {
    const where = { ...whereOf(way), kind };
    const order = [{ column: 'id' }];
    return (await this.views.page<EntryRow>(entriesView, { tenant, where, order, limit })).rows;
  }
}
