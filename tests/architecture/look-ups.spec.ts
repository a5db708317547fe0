import { beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { sources } from './patterns.js';

/** Words of the program itself, never a caller's: names of views, of columns, of keys. */
const innermost = /^libs\/(?:eventing|sqlite|vault)\//;

let program: ts.Program;

beforeAll(() => {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const parsed = ts.getParsedCommandLineOfConfigFile('tsconfig.json', {}, host)!;
  program = ts.createProgram(parsed.fileNames, parsed.options);
});

const isAnyText = (type: ts.Type): boolean =>
  type.isUnion() ? type.types.some(isAnyText) : (type.flags & ts.TypeFlags.String) !== 0;

const isWritten = (node: ts.Node) =>
  ts.isBinaryExpression(node.parent) &&
  node.parent.left === node &&
  node.parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
  node.parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;

const isList = (checker: ts.TypeChecker, node: ts.Node) => {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
  return checker.isArrayType(type) || checker.isTupleType(type);
};

/** `table[word]` that is read, where the word can be any text at all. */
const lookUpsIn = (file: string): readonly string[] => {
  const checker = program.getTypeChecker();
  const tree = program.getSourceFile(file)!;
  const all: string[] = [];
  const visit = (node: ts.Node) => {
    ts.forEachChild(node, visit);
    if (!ts.isElementAccessExpression(node) || isWritten(node)) return;
    const isText = isAnyText(checker.getTypeAtLocation(node.argumentExpression));
    if (isText && !isList(checker, node.expression)) all.push(`${file}: ${node.getText()}`);
  };
  visit(tree);
  return all;
};

describe('a look-up by a word that can be any text', () => {
  const outer = sources.filter((file) => file.endsWith('.ts') && !innermost.test(file));

  it('is made by lookUp, which finds own keys only', () => {
    expect(outer.length).toBeGreaterThan(200);
    expect(outer.flatMap(lookUpsIn)).toEqual([]);
  });

  it('is found where it is not', () => {
    const kernel = 'libs/eventing/src/look-up.ts';
    expect(lookUpsIn(kernel)).toEqual([`${kernel}: table[word]`]);
  });
});
