import type { Blobs } from '#blobs';
import { allRows, type CrossTenantReader, isErased } from '#eventing';
import type { ErasureTarget, ErasureProgress, Tombstone } from '#vault';

import { worklistView } from '../worklist/worklist.view.js';
import { attachmentsView, filesWith } from './attachments.view.js';

interface AttachmentDependencies {
  readonly views: CrossTenantReader;
  readonly blobs: Blobs;
}

const PAGE = 500;

const partsOf = (person: string) => {
  const slash = person.indexOf('/');
  return { tenant: person.slice(0, slash), customer: person.slice(slash + 1) };
};

/**
 * Removes the files of an erased person's tickets, unless another person's ticket has the same
 * file. A file is removed together with its name, which the views have erased before. So a file
 * that the person attached under another key, after coming back, keeps its name and stays.
 */
export class AttachmentsErasure implements ErasureTarget {
  readonly name = 'attachments';

  constructor(private readonly parts: AttachmentDependencies) {}

  async erase(destroyed: readonly Tombstone[]): Promise<ErasureProgress> {
    const position = await this.parts.views.position();
    const persons = new Set(destroyed.map(({ person }) => person));
    for (const person of persons) await this.#forget(person);
    return { position };
  }

  async #forget(person: string) {
    const { tenant, customer } = partsOf(person);
    const own: string[] = [];
    const query = { tenant, where: { requester: customer }, limit: PAGE };
    for await (const { id } of allRows(this.parts.views, worklistView, query)) own.push(id);
    for (const ticket of own) await this.#removeOf(tenant, ticket);
  }

  async #removeOf(tenant: string, ticket: string) {
    const query = { tenant, where: { ticket }, limit: PAGE };
    for await (const { sha256, name } of allRows(this.parts.views, attachmentsView, query))
      if (isErased(name)) await this.#remove(sha256);
  }

  async #remove(sha256: string) {
    const rows = await filesWith(this.parts.views, sha256);
    if (rows.every(({ name }) => isErased(name))) await this.parts.blobs.remove(sha256);
  }
}
