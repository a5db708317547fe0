import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a verifier says of a bundle, as `docs/reference/proof-format.md` describes it. */
export interface Found {
  readonly exit: number;
  readonly findings: readonly string[];
  readonly events: readonly { readonly verdict: string; readonly receipt?: number }[];
  readonly missing: readonly number[];
}

/** A file to verify, and what the auditor has besides. */
export interface Case {
  readonly file: Uint8Array;
  readonly keys: readonly string[];
  readonly older?: string | undefined;
}

const REFERENCE = join(process.cwd(), 'docs/reference');

interface Verifier {
  verifyBundle(file: Uint8Array, given: Omit<Case, 'file'>): Promise<Found>;
}

const only = ({ exit, findings, events, missing }: Found): Found => ({
  exit,
  findings,
  events,
  missing,
});

/** The verifier in JavaScript, over all cases. */
export const verifiedByJavaScript = async (cases: readonly Case[]): Promise<readonly Found[]> => {
  const url = pathToFileURL(join(REFERENCE, 'verify.mjs')).href;
  const { verifyBundle } = (await import(url)) as Verifier;
  const found: Found[] = [];
  for (const { file, ...given } of cases) found.push(only(await verifyBundle(file, given)));
  return found;
};

const PROGRAM = `
import base64, json, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import verify
for line in sys.stdin:
    case = json.loads(line)
    found = verify.verify(base64.b64decode(case["file"]), case["keys"], case.get("older"))
    print(json.dumps({name: found[name] for name in ("exit", "findings", "events", "missing")}))
`;

/** The verifier in Python, over all cases, in one process. */
export const verifiedByPython = (cases: readonly Case[]): readonly Found[] => {
  const lines = cases.map(({ file, ...given }) =>
    JSON.stringify({ file: Buffer.from(file).toString('base64'), ...given }),
  );
  const { stdout, stderr, status } = spawnSync('python3', ['-c', PROGRAM, REFERENCE], {
    input: lines.join('\n'),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Found);
};

/** Runs a verifier as an auditor does; answers with exit code and what it prints. */
export const runVerifier = (
  program: 'verify.mjs' | 'verify.py',
  folder: string,
  { file, keys, older }: Case,
) => {
  const bundle = join(folder, 'bundle.json');
  writeFileSync(bundle, file);
  const held = join(folder, 'older.txt');
  if (older !== undefined) writeFileSync(held, older);
  const interpreter = program === 'verify.mjs' ? process.execPath : 'python3';
  const words = keys.flatMap((key) => ['--key', key]);
  const more = older === undefined ? [] : ['--older', held];
  const { status, stdout, stderr } = spawnSync(
    interpreter,
    [join(REFERENCE, program), bundle, ...words, ...more],
    { encoding: 'utf8' },
  );
  return { exit: status, out: stdout, err: stderr };
};
