import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deskSettings } from '#embedded';
import { readConfig } from '#platform';

export interface Server {
  readonly port: number;
  /** Milliseconds from the start of the process to the first answer. */
  readonly startMs: number;
  /** Resident memory, MiB. */
  memory(): number;
  /** CPU that the process has used, microseconds; it is counted in hundredths of a second. */
  cpu(): number;
  stop(): Promise<void>;
}

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

const ended = (child: ChildProcess) =>
  new Promise<void>((done) => void child.once('exit', () => done()));

const launch = async (script: string, probe: string, env: NodeJS.ProcessEnv): Promise<Server> => {
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...env, AMENDS_PORT: String(port) },
    stdio: 'ignore',
  });
  while (!(await answers(`http://127.0.0.1:${port}${probe}`))) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}.`);
    await new Promise((go) => void setTimeout(go, 5));
  }
  const startMs = performance.now() - start;
  const memory = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
  const cpu = () => {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  };
  const stop = () => {
    const end = ended(child);
    child.kill('SIGTERM');
    return end;
  };
  return { port, startMs, memory, cpu, stop };
};

const besides = (file: string) => fileURLToPath(new URL(file, import.meta.url));

export const bareServer = (): Promise<Server> => launch(besides('./bare.js'), '/bytes/2', {});

/** The desk as `npm start` runs it, on this data directory. */
export const deskServer = (data: string): Promise<Server> =>
  launch(besides('../../apps/desk/src/main.js'), '/health/ready', {
    AMENDS_DATA: data,
    AMENDS_RATE_LIMIT: '0',
    AMENDS_DEVELOPMENT_TENANTS: 'bench',
  });

/** The settings that a desk has with nothing said but where its data lies. */
export const configOf = (data: string) => readConfig(deskSettings, { AMENDS_DATA: data });

export const tokenIn = (data: string, role: string): string =>
  (
    JSON.parse(readFileSync(join(data, 'development-tokens.json'), 'utf8')) as {
      bench: Record<string, string>;
    }
  ).bench[role]!;
