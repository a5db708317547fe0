import { connect } from 'node:net';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Load {
  readonly port: number;
  readonly method: 'GET' | 'POST';
  /** One path, or several that are asked for in turn. */
  readonly path: string | readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly callers: number;
  readonly seconds: number;
}

/** Times are milliseconds; `failed` counts answers other than 2xx. */
export interface Measured {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
  /** All answers, those of the first second too. */
  readonly answers: number;
  /** Bytes of an answer's body. */
  readonly body: number;
}

const requestOf = ({ method, headers, body }: Load, path: string): Buffer => {
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: keep-alive'];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body !== undefined) lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
};

/** The size of the first answer in the buffer, or 0 while it is not whole. */
const wholeAnswer = (data: Buffer): number => {
  const end = data.indexOf('\r\n\r\n');
  if (end < 0) return 0;
  const length = /content-length: (\d+)/i.exec(data.toString('latin1', 0, end))?.[1];
  const size = end + 4 + Number(length ?? 0);
  return data.length >= size ? size : 0;
};

interface Tally {
  readonly times: number[];
  failed: number;
  answers: number;
  body: number;
}

interface Window {
  readonly from: number;
  readonly until: number;
}

/** One caller: sends, waits for the answer, sends again, until `until`. */
const call = (port: number, next: () => Buffer, { from, until }: Window, tally: Tally) =>
  new Promise<void>((done, fail) => {
    const socket = connect(port, '127.0.0.1');
    let data: Buffer = Buffer.alloc(0);
    let sent = 0;
    const send = () => {
      sent = performance.now();
      socket.write(next());
    };
    const answered = (size: number) => {
      const now = performance.now();
      tally.answers += 1;
      if (data.toString('latin1', 9, 10) !== '2') tally.failed += 1;
      if (sent >= from && now < until) tally.times.push(now - sent);
      tally.body = size - data.indexOf('\r\n\r\n') - 4;
      data = data.subarray(size);
      if (now < until) send();
      else done(void socket.end());
    };
    socket.setNoDelay(true).on('connect', send).on('error', fail);
    socket.on('data', (chunk) => {
      data = data.length === 0 ? chunk : Buffer.concat([data, chunk]);
      const size = wholeAnswer(data);
      if (size > 0) answered(size);
    });
  });

const percentile = (sorted: Float64Array, share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const measure = async (load: Load): Promise<Measured> => {
  const from = performance.now() + 1000; // the first second warms up and is not counted
  const until = from + load.seconds * 1000;
  const tally: Tally = { times: [], failed: 0, answers: 0, body: 0 };
  const requests = [load.path].flat().map((path) => requestOf(load, path));
  let turn = 0;
  const next = () => requests[turn++ % requests.length]!;
  await Promise.all(
    Array.from({ length: load.callers }, () => call(load.port, next, { from, until }, tally)),
  );
  const sorted = Float64Array.from(tally.times).toSorted();
  return {
    rate: sorted.length / load.seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    failed: tally.failed,
    answers: tally.answers,
    body: tally.body,
  };
};

/**
 * Loads a server from a process of its own. Ours, not a tool from elsewhere, because those at hand
 * round times to milliseconds, and most of ours are below one.
 */
export const loaded = (load: Load): Promise<Measured> =>
  new Promise((done, fail) => {
    const child = fork(fileURLToPath(import.meta.url));
    child.once('message', (measured: Measured) => done(measured));
    child.once('exit', (code) => fail(new Error(`The load ended with ${code}.`)));
    child.send(load);
  });

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.once('message', async (load: Load) => {
    process.send!(await measure(load));
    process.disconnect();
  });
