#!/usr/bin/env node
// Runs the command line with the packaged Node, whichever Node started it; in a clone it compiles
// first what has changed. Plain JavaScript, so that an older Node can read it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const compiled = join(root, 'dist/apps/amends/src/main.js');
const isClone = existsSync(join(root, 'tsconfig.build.json'));

const end = (code, sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
};

const packagedNode = () => {
  try {
    const folder = dirname(require.resolve('node/package.json'));
    const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
};

const node = () => {
  if (Number.parseInt(process.versions.node, 10) >= NEEDED) return process.execPath;
  return (
    packagedNode() ??
    end(
      78,
      `Amends needs Node ${NEEDED} or newer, and this is ${process.version}. Run npm ci again, or install a newer Node.`,
    )
  );
};

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .reduce((last, { parentPath, path, name }) => {
      const { mtimeMs } = statSync(join(parentPath ?? path, name));
      return Math.max(last, mtimeMs);
    }, 0);

const isStale = () => {
  if (!existsSync(compiled)) return true;
  const stamp = join(root, 'dist/.tsbuildinfo');
  const built = statSync(existsSync(stamp) ? stamp : compiled).mtimeMs;
  return ['apps', 'libs'].some((folder) => newest(join(root, folder)) > built);
};

const compile = (executable) => {
  if (process.stderr.isTTY) process.stderr.write('Compiling what has changed …\n');
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  const { status, stdout } = spawnSync(executable, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0 && !existsSync(compiled)) end(70, `Amends could not be compiled:\n${stdout}`);
  if (status !== 0) process.stderr.write(`Compiled with faults:\n${stdout}`);
};

const executable = node();
if (isClone && isStale()) compile(executable);
if (!existsSync(compiled)) end(70, 'This package of Amends is not complete: dist is missing.');

if (executable === process.execPath) {
  await import(compiled);
} else {
  const child = spawn(executable, [compiled, ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to the child as well; it decides when to end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', ({ message }) => end(70, `Node could not be started: ${message}`));
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 0);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
