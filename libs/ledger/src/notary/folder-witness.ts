import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Witness, type WitnessedHead } from './witness.port.js';

const ENDING = '.checkpoint';

/** Writes a file whole, flushed, or leaves the one that was there. */
const replace = async (path: string, text: string) => {
  const partial = `${path}.partial`;
  const file = await open(partial, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, path);
};

const syncFolder = async (path: string) => {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
};

/** A folder outside the data, one file for each tenant: on another disk or machine, or carried away. */
export class FolderWitness extends Witness {
  constructor(private readonly folder: string) {
    super();
  }

  async publish({ tenant, note }: WitnessedHead): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await replace(join(this.folder, `${encodeURIComponent(tenant)}${ENDING}`), note);
    await syncFolder(this.folder);
  }

  async heads(): Promise<readonly WitnessedHead[]> {
    await mkdir(this.folder, { recursive: true });
    const files = (await readdir(this.folder)).filter((file) => file.endsWith(ENDING));
    return Promise.all(
      files.map(async (file) => ({
        tenant: decodeURIComponent(file.slice(0, -ENDING.length)),
        note: await readFile(join(this.folder, file), 'utf8'),
      })),
    );
  }
}
