import { transformFileSync } from '@swc/core';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const libs = ['eventing', 'sqlite'] as const;

const isCode = (name: string) =>
  name.endsWith('.ts') &&
  !/(\.spec|\.conformance|\.fixture|^testing|^scenario)\.ts$/.test(basename(name));

const compileLib = (lib: string, target: string) => {
  const source = join('libs', lib, 'src');
  const folder = join(target, source);
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter(isCode)) {
    const { code } = transformFileSync(join(source, name), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
      module: { type: 'es6' },
    });
    const file = join(folder, name.replace('.ts', '.js'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
};

/** Compiles the kernel and the store into a folder, for programs that are to be killed. */
export const compileTo = (target: string): void => {
  for (const lib of libs) compileLib(lib, target);
  const imports = Object.fromEntries(libs.map((lib) => [`#${lib}`, `./libs/${lib}/src/index.js`]));
  writeFileSync(join(target, 'package.json'), JSON.stringify({ type: 'module', imports }));
};
