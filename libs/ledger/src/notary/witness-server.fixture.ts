import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { isConsistent, type TreeHead } from '../merkle/verify-proofs.js';
import { type Checkpoint, readCheckpoint } from '../notes/checkpoint.js';
import {
  COSIGNATURE,
  type NoteSigner,
  type NoteVerifier,
  signerOf,
  verifierKey,
} from '../notes/note-key.js';
import { cosignatureLine, NoteRejected, openNote } from '../notes/signed-note.js';

interface Answer {
  readonly status: number;
  readonly body?: string;
}

interface Submitted {
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  readonly note: string;
}

const textIn = (note: string) => note.slice(0, note.lastIndexOf('\n\n') + 1);

/** `old <size>`, a proof with a hash a line, an empty line, the checkpoint. */
const readBody = (body: string): Submitted => {
  const end = body.indexOf('\n\n');
  const [first = '', ...hashes] = body.slice(0, end).split('\n');
  const old = /^old (0|[1-9]\d*)$/.exec(first)?.[1];
  const proof = hashes.map((hash) => Buffer.from(hash, 'base64'));
  return { old: Number(old), proof, note: body.slice(end + 2) };
};

/** A witness as C2SP tlog-witness describes it, for tests: it cosigns what only grew, and no fork. */
export class WitnessServer {
  readonly #heads = new Map<string, TreeHead>();
  /** The requests that it has answered, by their status. */
  readonly answered: number[] = [];

  private constructor(
    private readonly server: Server,
    private readonly signer: NoteSigner,
    private readonly logs: () => readonly NoteVerifier[],
  ) {}

  static async open(name: string, logs: () => readonly NoteVerifier[]): Promise<WitnessServer> {
    const server = createServer();
    const signer = signerOf(name, Buffer.alloc(32, 77), COSIGNATURE);
    const witness = new WitnessServer(server, signer, logs);
    server.on('request', (request, response) => void witness.#serve(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return witness;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get key(): string {
    return verifierKey(this.signer);
  }

  get verifier(): NoteVerifier {
    return this.signer;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body = '' } = await this.#answer(request);
    this.answered.push(status);
    const type = status === 409 ? { 'content-type': 'text/x.tlog.size' } : {};
    response.writeHead(status, type).end(body);
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    if (request.method !== 'POST' || request.url !== '/add-checkpoint') return { status: 404 };
    const submitted = readBody(await text(request));
    const checkpoint = readCheckpoint(textIn(submitted.note));
    const refused = this.#refused(submitted, checkpoint);
    if (refused) return refused;
    this.#heads.set(checkpoint.origin, checkpoint);
    const seconds = Math.floor(Date.now() / 1000);
    return { status: 200, body: cosignatureLine(textIn(submitted.note), this.signer, seconds) };
  }

  /** In the order of the specification; nothing, where it is to be cosigned. */
  #refused({ old, proof, note }: Submitted, checkpoint: Checkpoint): Answer | undefined {
    const keys = this.logs().filter(({ name }) => name === checkpoint.origin);
    const latest = this.#heads.get(checkpoint.origin);
    const size = latest?.size ?? 0;
    const isGrown = () => latest === undefined || isConsistent(proof, latest, checkpoint);
    const checks: readonly (readonly [holds: () => boolean, Answer])[] = [
      [() => keys.length > 0, { status: 404 }],
      [() => isSigned(note, keys), { status: 403 }],
      [() => old <= checkpoint.size, { status: 400 }],
      [() => old === size, { status: 409, body: `${size}\n` }],
      [isGrown, { status: 422 }],
    ];
    return checks.find(([holds]) => !holds())?.[1];
  }
}

const isSigned = (note: string, keys: readonly NoteVerifier[]): boolean => {
  try {
    return openNote(note, keys).signedBy.length > 0;
  } catch (error) {
    if (error instanceof NoteRejected) return false;
    throw error;
  }
};
