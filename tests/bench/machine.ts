import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { cpus, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Milliseconds for writing 4 KiB at the end of a file and making it durable: the median of 500. */
const syncFloor = (): number => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-floor-'));
  const file = openSync(join(folder, 'floor'), 'w');
  const page = Buffer.alloc(4096, 1);
  const times = Array.from({ length: 500 }, () => {
    const start = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    return performance.now() - start;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return times.toSorted((a, b) => a - b)[250]!;
};

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string })
    .version;

/** Where the figures were taken; without it they say nothing. */
export const machine = () => ({
  cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${release()}`,
  node: process.version,
  sqlite: new DatabaseSync(':memory:').prepare('select sqlite_version() v').get()!.v as string,
  nest: versionOf('@nestjs/core'),
  fastify: versionOf('fastify'),
  fsyncFloorMs: Number(syncFloor().toFixed(3)),
  at: new Date().toISOString(),
});
