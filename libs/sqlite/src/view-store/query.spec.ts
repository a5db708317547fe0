import { layoutOf, type Condition, type TenantScan, type Order, type Query } from '#eventing';
import { samples } from '#eventing/testing';

import { afterAll, describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { CATALOGUE, createSql } from './layout.js';
import type { Statement } from './conditions.js';
import { countSql, tenantScanSql, pageSql, tokenOf } from './query.js';

const layout = layoutOf(samples[0]!);
const database = new DatabaseSync(':memory:');
database.exec(CATALOGUE + createSql(1, layout));
afterAll(() => database.close());

const short = () => true;
const long = () => false;

const place = { id: 1, layout, tenant: 7 };

const plansOf = (statements: readonly Statement[]): string[] =>
  statements.map(({ sql, values }) =>
    database
      .prepare(`explain query plan ${sql}`)
      .all(...values, ...(sql.endsWith('limit ?') ? [51] : []))
      .map(({ detail }) => String(detail))
      .join('; '),
  );

const asked = (
  where: Readonly<Record<string, Condition>>,
  order: readonly Order[],
  after?: Query['after'],
): Query => ({ tenant: 'acme', where, order, limit: 50, ...(after && { after }) });

const rank = { column: 'rank' };
const down = { column: 'rank', descending: true };
const queue = { column: 'queue' };

describe('the plan of a page', () => {
  it.each<[string, Query]>([
    ['by key', asked({}, [])],
    ['by key, further on', asked({}, [], ['k'])],
    ['by a column', asked({}, [rank])],
    ['by a column, further on', asked({}, [rank], [3, 'k'])],
    ['by a column, behind nothing', asked({}, [rank], [null, 'k'])],
    ['down', asked({}, [down])],
    ['down, further on', asked({}, [down], [3, 'k'])],
    ['down, behind nothing', asked({}, [down], [null, 'k'])],
    ['a filter, then a column', asked({ queue: 'desk' }, [rank])],
    ['a filter, then a column, further on', asked({ queue: 'desk' }, [rank], [3, 'k'])],
    ['a filter for nothing', asked({ queue: null }, [rank], [3, 'k'])],
    ['a filter, then down', asked({ queue: 'desk' }, [down], [3, 'k'])],
    ['two columns', asked({}, [queue, rank], ['desk', 3, 'k'])],
    [
      'one up and one down',
      asked({}, [rank, { column: 'queue', descending: true }], [3, 'd', 'k']),
    ],
    ['one down and one up', asked({}, [down, queue], [3, 'desk', 'k'])],
    [
      'a filter, one down and one up',
      asked({ queue: 'd' }, [down, { column: 'counted' }], [3, 1, 'k']),
    ],
    ['a range and its column', asked({ rank: { from: 1, to: 9 } }, [rank], [3, 'k'])],
    ['a filter that is ordered by too', asked({ queue: 'desk' }, [queue, rank], ['desk', 3, 'k'])],
    ['one of one', asked({ queue: ['desk'] }, [rank], [3, 'k'])],
  ])('is seeks in an index, without a scan or a sort: %s', (_, query) => {
    for (const plan of plansOf(pageSql(place, query, short))) {
      expect(plan).toMatch(/^SEARCH t USING (COVERING )?INDEX \S+ \(tenant=\?/);
      expect(plan).not.toMatch(/SCAN|B-TREE|;/);
    }
  });

  it('seeks to where the page begins, by all parts of the place', () => {
    const query = asked({ queue: 'desk', rank: { from: 1 } }, [rank], [3, 'k']);
    expect(plansOf(pageSql(place, query, short))).toEqual([
      'SEARCH t USING INDEX by_1_queue_rank (tenant=? AND c_queue=? AND c_rank=? AND key>?)',
      'SEARCH t USING INDEX by_1_queue_rank (tenant=? AND c_queue=? AND c_rank>?)',
    ]);
  });

  it('walks the index, and asks whether a row is on it, where a list is long', () => {
    const query = { ...asked({ queue: 'desk', people: 'ana' }, [rank]), search: 'printer' };
    for (const plan of plansOf(pageSql(place, query, long))) {
      expect(plan).toMatch(/^SEARCH t USING INDEX by_1_queue_rank \(tenant=\? AND c_queue=\?\)/);
      expect(plan).not.toMatch(/B-TREE/);
    }
  });

  it('begins with a list, however long, where no index has the order', () => {
    const query = asked({ people: 'ana' }, [{ column: 'counted' }]);
    for (const plan of plansOf(pageSql(place, query, long)))
      expect(plan).toMatch(/^SEARCH t USING INTEGER PRIMARY KEY \(rowid=\?\)/);
  });

  it('begins with the rows of a member of a set, and of words', () => {
    for (const query of [
      asked({ people: 'ana' }, [rank]),
      { ...asked({ queue: 'desk' }, [rank]), search: 'printer jam' },
    ])
      for (const plan of plansOf(pageSql(place, query, short)))
        expect(plan).toMatch(/^SEARCH t USING INTEGER PRIMARY KEY \(rowid=\?\)/);
  });
});

describe('the plan of a count', () => {
  it.each<[string, Readonly<Record<string, Condition>>]>([
    ['of all', {}],
    ['of a filter', { queue: 'desk' }],
    ['of two', { queue: 'desk', rank: { from: 1 } }],
  ])('looks at the index alone: %s', (_, where) => {
    const [plan] = plansOf([countSql(place, { tenant: 'acme', where }, short)]);
    expect(plan).toMatch(/^SEARCH t USING COVERING INDEX \S+ \(tenant=\?/);
  });
});

describe('the plan of what is due', () => {
  it.each<[string, Partial<TenantScan>]>([
    ['from the start', {}],
    ['beyond a value', { after: [2] }],
    ['further on', { after: [2, 7, 'k'] }],
  ])('is seeks in an index of all tenants, in order: %s', (_, query) => {
    const plans = plansOf(tenantScanSql(place, 'rank', { until: 9, limit: 50, ...query }));
    expect(plans).toHaveLength(query.after?.length ?? 1);
    for (const plan of plans) {
      expect(plan).toMatch(/^SEARCH rows_1 USING INDEX across_1_rank \(c_rank/);
      expect(plan).not.toMatch(/SCAN|B-TREE/);
    }
  });
});

describe('the token of a word', () => {
  it('is one character longer than the word, and no other tenant has it', () => {
    const tokens = [1, 2, 0x7fff, 0x8000, 0x8001, 0x10000].map((tenant) => tokenOf(tenant, 'word'));
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(tokens.slice(0, 3).map((token) => [...token].length)).toEqual([5, 5, 5]);
    for (const [one, other] of tokens.flatMap((a) => tokens.map((b) => [a, b] as const)))
      if (one !== other) expect(one.startsWith(other.slice(0, -'word'.length))).toBe(false);
  });
});
