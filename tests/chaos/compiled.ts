import { transformFileSync } from '@swc/core';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const libs = ['eventing', 'sqlite'] as const;

const isCode = (name: string) =>
  name.endsWith('.ts') && !/(\.spec|\.conformance|^testing|^scenario)\.ts$/.test(name);

const compileLib = (lib: string, target: string) => {
  const source = join('libs', lib, 'src');
  const folder = join(target, source);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(source).filter(isCode)) {
    const { code } = transformFileSync(join(source, name), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
      module: { type: 'es6' },
    });
    writeFileSync(join(folder, name.replace('.ts', '.js')), code);
  }
};

/** Compiles the kernel and the store into a folder, for programs that are to be killed. */
export const compileTo = (target: string): void => {
  for (const lib of libs) compileLib(lib, target);
  const imports = Object.fromEntries(libs.map((lib) => [`#${lib}`, `./libs/${lib}/src/index.js`]));
  writeFileSync(join(target, 'package.json'), JSON.stringify({ type: 'module', imports }));
};
