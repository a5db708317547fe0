import type { Catalogue, ProblemType } from '../problems/problem.js';
import { plain } from '../requests/constraints.js';
import type { RefusedAs, RouteRow } from '../routes/route.js';
import { problemsOf } from './problems-of.js';

type Json = Readonly<Record<string, unknown>>;

/** A problem as it is answered (RFC 9457). */
export const problemBodyOf = ({ code, status, sentence }: ProblemType) => ({
  type: `/problems/${code}`,
  title: sentence.en,
  status,
  code,
  instance: 'urn:uuid:019ab3c4-5d6e-7000-8f00-0123456789ab',
});

interface Refusal extends RefusedAs {
  readonly code: string;
  readonly says: string;
}

/** As the row's protocol answers it. */
const refusalOf = ({ refused }: RouteRow, type: ProblemType): Refusal => {
  const { code, status, sentence } = type;
  const usual = { status, media: 'application/problem+json', body: problemBodyOf(type) };
  return { code, says: sentence.en, ...(refused?.of(usual) ?? usual) };
};

/** Examples of problems are shared; those of another protocol stand where they are answered. */
const examplesOf = ({ refused }: RouteRow, some: readonly Refusal[]): Json =>
  Object.fromEntries(
    some.map(({ code, body }) => [
      code,
      refused ? { summary: code, value: body } : { $ref: `#/components/examples/${code}` },
    ]),
  );

const answersOf = (row: RouteRow, some: readonly Refusal[]): Json => ({
  description: some.map(({ says }) => says).join(' '),
  content: {
    [some[0]!.media]: {
      schema: { $ref: `#/components/schemas/${row.refused?.name ?? 'Problem'}` },
      examples: examplesOf(row, some),
    },
  },
});

/** Refusals by status, each with an example in words. Throws for a code that is in no rulebook. */
export const refusalsOf = (row: RouteRow, catalogue: Catalogue): Json => {
  const refusals = problemsOf(row).map((code) => {
    const type = catalogue.get(code);
    if (!type) throw new Error(`${row.method} ${row.path} names ${code}, which is in no rulebook.`);
    return refusalOf(row, type);
  });
  const byStatus = Object.groupBy(refusals, ({ status }) => status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, some = []]) => [status, answersOf(row, some)]),
  );
};

/** The schema of refusals in the form of another protocol. */
export const refusalSchemaOf = ({ refused }: RouteRow): Json =>
  refused ? { [refused.name]: plain(refused.schema) } : {};
