import { Answered, type RouteRow, schemaCheck } from '#platform';

/** What the server answered. */
export interface Said {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the server answers
  readonly body: any;
}

/** What was asked: a method, and an address as it was sent. */
interface Asked {
  readonly method: string;
  readonly url: string;
}

export const nameOf = ({ method, path }: Pick<RouteRow, 'method' | 'path'>) => `${method} ${path}`;

const matcherOf = ({ path }: RouteRow) =>
  new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/:\w+/g, '[^/]+')}$`);

/** The row that answers: of two that fit, the one that names more of the address. */
const rowFor = (rows: readonly RouteRow[], { method, url }: Asked): RouteRow | undefined => {
  const path = url.split('?')[0]!;
  const fitting = rows.filter((row) => row.method === method && matcherOf(row).test(path));
  return fitting.toSorted((a, b) => a.path.split(':').length - b.path.split(':').length)[0];
};

const isJson = (media: string) => /[/+]json$/.test(media);

/** What a row says that it answers; commands answer alike. */
const schemaOf = ({ method, answer = {} }: RouteRow) =>
  answer.schema ?? (method === 'GET' ? undefined : Answered);

const statusFault = ({ answer = {} }: RouteRow, { status, body }: Said): string | undefined => {
  const { status: usual = 200, orNone } = answer;
  const isNone = status === 204 && orNone !== undefined;
  if (status !== usual && !isNone) return `status ${status} instead of ${usual}`;
  return status === 204 && body !== '' ? 'a body' : undefined;
};

const bodyFault = (row: RouteRow, { body }: Said): unknown => {
  const schema = schemaOf(row);
  if (!schema) return 'an answer that nothing is said of';
  const faults = schemaCheck(schema)(body);
  return faults.length === 0 ? undefined : faults;
};

/** What is wrong with an answer, by what its row documents. */
const faultsOf = (row: RouteRow, said: Said): unknown => {
  const hasBody = said.status !== 204 && isJson(row.answer?.media ?? 'application/json');
  return statusFault(row, said) ?? (hasBody ? bodyFault(row, said) : undefined);
};

/** Holds every success to what its row documents, strictly; remembers which rows had one. */
export class DocumentedAnswers {
  readonly answered = new Set<string>();

  constructor(private readonly rows: () => readonly RouteRow[]) {}

  check(asked: Asked, said: Said): void {
    if (said.status < 200 || said.status > 299) return;
    const row = rowFor(this.rows(), asked);
    if (!row) throw new Error(`${asked.method} ${asked.url} has no row.`);
    const faults = faultsOf(row, said);
    if (faults !== undefined)
      throw new Error(
        `${nameOf(row)} answers what it does not document: ${JSON.stringify(faults, null, 1)}`,
      );
    this.answered.add(nameOf(row));
  }
}
