import type { Answer } from '../desk-client.js';
import type { Who } from './story.js';

/** A scene that was played, and the answer to it. */
export interface Played {
  readonly step: number;
  readonly who: Who;
  readonly tells: string;
  readonly request: string;
  readonly said?: object | undefined;
  readonly status: number;
  readonly answer: Answer['body'];
}

interface ShownEvent {
  readonly type: string;
  readonly at: string;
  readonly by: { readonly kind: string; readonly id: string };
  readonly data: object;
}

const MAX_BRIEF = 64;

const brief = (value: unknown): string => {
  const text =
    typeof value === 'object'
      ? Object.values(value ?? {})
          .map(brief)
          .join(', ')
      : String(value);
  return text.length > MAX_BRIEF ? `${text.slice(0, MAX_BRIEF)}…` : text;
};

const entryLine = ({ at, by, type, data }: ShownEvent) =>
  `${at.slice(11, 19)}  ${by.kind} ${by.id}`.padEnd(27) + `${type.padEnd(20)}${brief(data)}`;

/** The lines that show an answer: a refusal's sentence, a timeline's entries, the new version. */
const answerLines = ({ status, answer }: Played): readonly string[] => {
  if (status >= 400) return [`${String(answer.code)}: ${String(answer.detail ?? answer.title)}`];
  if (Array.isArray(answer.items)) return (answer.items as ShownEvent[]).map(entryLine);
  return [];
};

const saidLines = (said: object | undefined) =>
  Object.entries(said ?? {}).flatMap(([name, value]): string[] =>
    typeof value === 'object' ? saidLines(value as object) : [`${name}: ${String(value)}`],
  );

const versionText = ({ answer }: Played) =>
  typeof answer.version === 'number' ? `, version ${answer.version}` : '';

/** A scene as a person sees it: what happens, what is sent, what the server answers. */
export const lines = (played: Played): readonly string[] => [
  '',
  `${String(played.step).padStart(2)}. ${played.tells}.`,
  ...saidLines(played.said).map((line) => `      ${line}`),
  `    ${played.request} → ${played.status}${versionText(played)}`,
  ...answerLines(played).map((line) => `      ${line}`),
];
