import { type NoteVerifier, verifierKey } from '../notes/note-key.js';
import { openNote } from '../notes/signed-note.js';

/** A checkpoint, and how to prove that it came of a smaller one. */
export interface Submission {
  /** The name of the log. */
  readonly origin: string;
  readonly size: number;
  readonly note: string;
  proofFrom(size: number): Promise<readonly Uint8Array[]>;
}

/** A witness that did not cosign, and why. */
export class NotCosigned extends Error {
  override readonly name = 'NotCosigned';
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const CONFLICT = 409;
const PATIENCE = 5000;
const MOST = 10_000;

const sizeIn = (text: string): number => (/^\d{1,15}\n$/.test(text) ? Number(text) : Number.NaN);

const bodyOf = async ({ note, proofFrom }: Submission, old: number): Promise<string> => {
  const proof = old === 0 ? [] : await proofFrom(old);
  const lines = proof.map((hash) => `${Buffer.from(hash).toString('base64')}\n`);
  return `old ${old}\n${lines.join('')}\n${note}`;
};

/** Somebody else’s witness, which cosigns over HTTP what only grew (C2SP tlog-witness). */
export class HttpWitness {
  /** The last size that it is known to have, by the name of the log. */
  readonly #sizes = new Map<string, number>();

  constructor(
    private readonly url: string,
    private readonly verifier: NoteVerifier,
  ) {}

  get name(): string {
    return this.verifier.name;
  }

  /** The lines with which it cosigns. Throws `NotCosigned`, also when it knows a larger log. */
  async cosign(submission: Submission): Promise<string> {
    const { origin, size } = submission;
    const known = this.#sizes.get(origin) ?? 0;
    let answer = await this.#submit(submission, known);
    if (answer.status === CONFLICT) answer = await this.#submit(submission, sizeIn(answer.text));
    if (answer.status !== 200) throw this.#refused(submission, `it answered ${answer.status}`);
    const lines = this.#checked(submission, answer.text);
    this.#sizes.set(origin, size);
    return lines;
  }

  async #submit(submission: Submission, old: number): Promise<Answer> {
    if (!(old <= submission.size))
      throw this.#refused(submission, `it knows the log at size ${old}`);
    const response = await fetch(`${this.url}/add-checkpoint`, {
      method: 'POST',
      body: await bodyOf(submission, old),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    return { status: response.status, text: (await response.text()).slice(0, MOST) };
  }

  /** Only a line that its own key has signed is taken. */
  #checked(submission: Submission, lines: string): string {
    const own = lines
      .split('\n')
      .filter((line) => line.startsWith(`— ${this.name} `))
      .map((line) => `${line}\n`)
      .join('');
    try {
      openNote(submission.note + own, [this.verifier]);
      return own;
    } catch (cause) {
      throw this.#refused(submission, 'its signature is not that of its key', cause);
    }
  }

  #refused({ origin, size }: Submission, why: string, cause?: unknown): NotCosigned {
    const what = `The witness ${this.name} did not cosign ${origin} at size ${size}: ${why}.`;
    return new NotCosigned(`${what} Its key is ${verifierKey(this.verifier)}.`, { cause });
  }
}
