import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** A regular expression, and where it stands. */
export interface Pattern {
  readonly pattern: RegExp;
  readonly at: string;
}

const isTest = /(?:\.spec|\.conformance|\.fixture)\.ts$|\/testing\//;

/** Every file of the program itself. */
export const sources: readonly string[] = execFileSync('git', ['ls-files', 'apps', 'libs', 'bin'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => /\.m?ts$|\.mjs$/.test(file) && !isTest.test(file));

const patternOf = (literal: string): RegExp => {
  const end = literal.lastIndexOf('/');
  return new RegExp(literal.slice(1, end), literal.slice(end + 1));
};

export const treeOf = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

const placeOf = (tree: ts.SourceFile, node: ts.Node) =>
  `${tree.fileName}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;

/** What `find` answers for each node of a file, with its place. */
export const found = <T>(
  file: string,
  find: (node: ts.Node) => T | undefined,
): readonly { readonly what: T; readonly at: string }[] => {
  const tree = treeOf(file);
  const all: { what: T; at: string }[] = [];
  const visit = (node: ts.Node) => {
    const what = find(node);
    if (what !== undefined) all.push({ what, at: placeOf(tree, node) });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return all;
};

/** The patterns that are written down as literals. */
export const literals = (): readonly Pattern[] =>
  sources
    .flatMap((file) =>
      found(file, (node) => (ts.isRegularExpressionLiteral(node) ? node.text : undefined)),
    )
    .map(({ what, at }) => ({ pattern: patternOf(what), at }));

const ours = /\((?:file:\/\/)?[^()]*?\/((?:apps|libs)\/[^():]+:\d+)/;

/** The patterns that our code composes while `load` loads and uses it. */
export const composed = async (load: () => Promise<void>): Promise<readonly Pattern[]> => {
  const all: Pattern[] = [];
  const Original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct(target, given: [string, string?]) {
      const pattern = new target(...given);
      const caller = new Error('who').stack?.split('\n')[2] ?? '';
      const at = ours.exec(`(${caller.trim()}`)?.[1] ?? ours.exec(caller)?.[1];
      if (at) all.push({ pattern, at });
      return pattern;
    },
  });
  try {
    await load();
  } finally {
    globalThis.RegExp = Original;
  }
  return all;
};

/** The patterns in schemas, wherever they stand in a document. */
export const inSchemas = (document: unknown, at = ''): readonly Pattern[] => {
  if (typeof document !== 'object' || document === null) return [];
  return Object.entries(document).flatMap(([key, value]) =>
    key === 'pattern' && typeof value === 'string'
      ? [{ pattern: new RegExp(value, 'u'), at }]
      : inSchemas(value, `${at}/${key}`),
  );
};
