import { transformFileSync } from '@swc/core';
import { cpSync, globSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const isCode = (file: string) =>
  !/(\.spec|\.conformance|\/testing|\/scenario)\.ts$/.test(file) && !file.endsWith('.d.ts');

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

/**
 * Copies Amends to a folder in the form of an installed package: compiled, without its sources. For
 * programs that a test starts, and may kill. Returns the program to start.
 */
export const packageTo = (target: string): string => {
  for (const file of globSync('{apps,libs}/**/src/**/*.ts').filter(isCode)) compile(file, target);
  for (const part of ['bin', 'package.json']) cpSync(part, join(target, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(target, 'node_modules'));
  return join(target, 'bin/amends.mjs');
};
