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

const successFault = (row: RouteRow | undefined, said: Said): unknown =>
  row ? faultsOf(row, said) : 'no row';

/** What the OpenAPI document, as it is served, says of answers. */
export interface ServedDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
}

interface DocumentedOperation {
  readonly responses: Readonly<Record<string, { readonly content?: DocumentedContent }>>;
}

type DocumentedContent = Readonly<Record<string, { readonly examples?: object }>>;

const PROBLEM = 'application/problem+json';

/** What an address answers that no route serves, or not by this method. */
const nowhere = ['http.not-found', 'http.method-not-allowed', 'http.url-malformed'];

const mediaOf = ({ headers }: Said) => String(headers['content-type']).split(';')[0]!;

/** A problem says what its status and its code say. */
const problemFault = ({ status, body }: Said, codes: readonly string[]): string | undefined => {
  if (!codes.includes(body.code)) return `code ${body.code}`;
  const isWhole = body.status === status && body.type === `/problems/${body.code}`;
  return isWhole && body.title && body.instance ? undefined : 'half a problem';
};

const responseOf = ({ path, method }: RouteRow, status: number, { paths }: ServedDocument) => {
  const { responses } = paths[path.replaceAll(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!;
  return status === 500 ? undefined : responses[status];
};

const refusalFault = (row: RouteRow, said: Said, document: ServedDocument): unknown => {
  const { status, body } = said;
  const documented = responseOf(row, status, document);
  if (!documented) return `status ${status}, ${JSON.stringify(body)}`;
  if (status === 304) return body === '' ? undefined : 'a body';
  const content = documented.content?.[mediaOf(said)];
  if (!content) return `content type ${mediaOf(said)}`;
  if (row.refused) return schemaCheck(row.refused.schema)(body)[0];
  return problemFault(said, Object.keys(content.examples ?? {}));
};

/** Holds every answer to what the document says of its route; remembers which rows had a success. */
export class DocumentedAnswers {
  readonly answered = new Set<string>();

  constructor(
    private readonly rows: () => readonly RouteRow[],
    private readonly document: () => Promise<ServedDocument>,
  ) {}

  async check(asked: Asked, said: Said): Promise<void> {
    const row = rowFor(this.rows(), asked);
    const isSuccess = said.status >= 200 && said.status <= 299;
    const faults = await (isSuccess ? successFault(row, said) : this.#refusalFault(row, said));
    if (faults !== undefined)
      throw new Error(
        `${asked.method} ${asked.url} answers what is not documented: ${JSON.stringify(faults, null, 1)}`,
      );
    if (row && isSuccess) this.answered.add(nameOf(row));
  }

  async #refusalFault(row: RouteRow | undefined, said: Said): Promise<unknown> {
    if (row) return refusalFault(row, said, await this.document());
    return mediaOf(said) === PROBLEM ? problemFault(said, nowhere) : undefined;
  }
}
