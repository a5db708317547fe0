import { newCommandId } from '#eventing';
import { readersFor, type RecordCommand, recordDecider, settingsWith } from '#records';

import { type Figure, figure, held, median } from './figures.js';

const decider = recordDecider(settingsWith(readersFor({ country: 'EG' })));
const at = '2026-01-05T09:00:00.000Z';

const claim = (houseNumber: number): RecordCommand => {
  const id = newCommandId(Date.parse(at));
  return {
    id,
    tenant: 'bench',
    by: { kind: 'customer', id: 'salma' },
    at,
    correlation: id,
    type: 'MakeClaim',
    data: {
      customer: 'salma',
      field: 'address',
      value: {
        street: 'Nile Street',
        houseNumber: String(houseNumber),
        city: 'Cairo',
        country: 'EG',
      },
    },
  };
};

const recordWith = (claims: number) => {
  let record = decider.initial;
  for (let index = 1; index <= claims; index += 1)
    for (const event of decider.decide(record, claim(index)))
      record = decider.evolve(record, { ...event, meta: { at } } as never);
  return record;
};

/** What a decision about a record costs when it has few claims, and when it has many. */
export const recordsBench = (turns: number): Figure[] => {
  const records = [recordWith(10), recordWith(1000)];
  const times = records.map((): number[] => []);
  for (let turn = 0; turn < turns; turn += 1)
    for (const [index, record] of records.entries()) {
      const start = performance.now();
      decider.decide(record, claim(7000));
      times[index]!.push(performance.now() - start);
    }
  const [few, many] = times.map(median);
  return [
    figure('deciding about a record of 10 claims', few! * 1000, 'µs'),
    figure('deciding about a record of 1,000 claims', many! * 1000, 'µs'),
    held(figure('1,000 claims / 10 claims', many! / few!, '×'), 'about 1', many! / few! < 1.2),
  ];
};
