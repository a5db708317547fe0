import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import ts from 'typescript';
import { deskSettings } from '#embedded';
import type { Catalogue, RouteRow } from '#platform';

const page = (title: string, about: string, lines: readonly string[]) =>
  `# ${title}\n${about} Written by \`npm run reference\`; a test fails when it is stale.\n\n${lines.join('\n')}\n`;

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();

const row = (...cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;

interface EventRow {
  readonly type: string;
  readonly says: string;
  readonly data: string;
}

const isEventTable = (node: ts.Node): node is ts.TypeReferenceNode =>
  ts.isTypeReferenceNode(node) && node.typeName.getText() === 'MessagesOf';

const rowsIn = ({ typeArguments: [table] = [] as never }: ts.TypeReferenceNode): EventRow[] =>
  table && ts.isTypeLiteralNode(table)
    ? table.members.filter(ts.isPropertySignature).map((member) => ({
        type: member.name.getText(),
        says: docOf(member),
        data: withoutComments(member.type?.getText() ?? ''),
      }))
    : [];

/** Each row of a file's table of events: its name, what is said of it, and its data. */
export const eventsIn = (file: string): readonly EventRow[] => {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: EventRow[] = [];
  const visit = (node: ts.Node) => {
    if (isEventTable(node)) found.push(...rowsIn(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

const docOf = (node: ts.Node) =>
  ts
    .getJSDocCommentsAndTags(node)
    .map(({ comment }) => (typeof comment === 'string' ? comment : ''))
    .join(' ');

const withoutComments = (text: string) => text.replaceAll(/\/\*\*?[\s\S]*?\*\//g, '');

export const eventFiles = () =>
  execFileSync('git', ['ls-files', 'libs/*.events.ts'], { encoding: 'utf8' }).trim().split('\n');

const contextOf = (file: string) => file.split('/')[1]!;

const events = () =>
  page(
    'Events',
    'Everything that can be in the log, by context.',
    eventFiles().flatMap((file) => {
      const found = eventsIn(file);
      if (found.length === 0) return [];
      return [
        `## ${contextOf(file)}: ${file.split('/').at(-1)!.replace('.events.ts', '')}`,
        '| Event | Data | What it means |',
        '|---|---|---|',
        ...found.map(({ type, data, says }) => row(type, `\`${cell(data)}\``, says)),
        '',
      ];
    }),
  );

const problems = (catalogue: Catalogue, routes: readonly RouteRow[]) =>
  page('Problems', 'Every answer that is not a success (RFC 9457), by its stable `code`.', [
    '| Code | Status | English | العربية | Given by |',
    '|---|---|---|---|---|',
    ...[...catalogue.values()].map(({ code, status, sentence: { en, ar } }) => {
      const givers = routes.filter((route) => route.problems?.includes(code)).length;
      return row(`\`${code}\``, String(status), en, ar, givers ? `${givers} routes` : 'any route');
    }),
  ]);

/** As somebody would write it: a list with commas, anything else that is no text as JSON. */
const defaultText = (value: unknown): string =>
  typeof value === 'object' && !Array.isArray(value)
    ? JSON.stringify(value)
    : [value].flat().join();

const settings = () =>
  page('Settings', 'Read once from the environment, at the start.', [
    '| Variable | Default | What it means |',
    '|---|---|---|',
    ...Object.values(deskSettings).map(({ env, otherwise, says }) =>
      row(`\`${env}\``, `\`${defaultText(otherwise) || ' '}\``, says),
    ),
  ]);

const access = (routes: readonly RouteRow[]) =>
  page('Access', 'Who may ask what. `own`: customers reach their own matters only.', [
    '| Route | Roles | Own | Scope | What it does |',
    '|---|---|---|---|---|',
    ...routes.map((route) =>
      row(
        `\`${route.method} ${route.path}\``,
        [route.roles].flat().join(', '),
        route.owner ? 'own' : '',
        route.roles === 'anyone' ? '' : `\`${scopeText(route)}\``,
        route.summary,
      ),
    ),
  ]);

const scopeText = ({ scope, path, method }: RouteRow) =>
  scope ?? `${path.split('/')[2]}:${method === 'GET' ? 'read' : 'write'}`;

/** The pages of `docs/reference`, as the code has them today. */
export const referencePages = (
  catalogue: Catalogue,
  routes: readonly RouteRow[],
): Readonly<Record<string, string>> => ({
  'events.md': events(),
  'problems.md': problems(catalogue, routes),
  'settings.md': settings(),
  'access.md': access(routes),
});
