import { transformFileSync } from '@swc/core';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const isCode = (file: string) =>
  !/(\.(spec|conformance|fixture)|\/testing|\/scenario)\.ts$|\/testing\//.test(file);

const compile = (file: string, target: string) => {
  const { code } = transformFileSync(file, {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2024',
    },
    module: { type: 'es6' },
  });
  const compiled = join(target, 'dist', file.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(compiled), { recursive: true });
  writeFileSync(compiled, code);
};

const layOut = (target: string) => {
  for (const file of globSync('{apps,libs}/**/src/**/*.ts').filter(isCode)) compile(file, target);
  for (const part of ['bin', 'package.json']) cpSync(part, join(target, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(target, 'node_modules'));
};

/** Two suites may come at the same moment: the first to be ready serves both. */
const layOutOnce = (target: string) => {
  const own = mkdtempSync(`${target}-`);
  layOut(own);
  try {
    renameSync(own, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
    rmSync(own, { recursive: true });
  }
};

/**
 * A folder that has Amends as an installed package has it: compiled, without its sources. For
 * programs that a test starts, and may kill. Laid out once for all suites of a run, which ends by
 * clearing it away.
 */
export const packaged = (): string => {
  const target = join(tmpdir(), 'package');
  if (!existsSync(target)) layOutOnce(target);
  return target;
};

/** The command line of that package. */
export const packagedProgram = (): string => join(packaged(), 'bin/amends.mjs');
