import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { isConsistent, type TreeHead } from '../merkle/verify-proofs.js';
import { readCheckpoint } from '../notes/checkpoint.js';
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

const textIn = (note: string) => note.slice(0, note.lastIndexOf('\n\n') + 1);

/** `old <size>`, a proof with a hash a line, an empty line, the checkpoint. */
const readBody = (body: string) => {
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
    server.on('request', (request, response) => {
      void witness.#answer(request).then(({ status, body = '' }) => {
        witness.answered.push(status);
        const type = status === 409 ? { 'content-type': 'text/x.tlog.size' } : {};
        response.writeHead(status, type).end(body);
      });
    });
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

  async #answer(request: IncomingMessage): Promise<Answer> {
    if (request.method !== 'POST' || request.url !== '/add-checkpoint') return { status: 404 };
    const { old, proof, note } = readBody(await text(request));
    const checkpoint = readCheckpoint(textIn(note));
    const keys = this.logs().filter(({ name }) => name === checkpoint.origin);
    if (keys.length === 0) return { status: 404 };
    if (!isSigned(note, keys)) return { status: 403 };
    if (!(old <= checkpoint.size)) return { status: 400 };
    const latest = this.#heads.get(checkpoint.origin);
    if (old !== (latest?.size ?? 0)) return { status: 409, body: `${latest?.size ?? 0}\n` };
    if (latest && !isConsistent(proof, latest, checkpoint)) return { status: 422 };
    this.#heads.set(checkpoint.origin, checkpoint);
    const seconds = Math.floor(Date.now() / 1000);
    return { status: 200, body: cosignatureLine(textIn(note), this.signer, seconds) };
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
