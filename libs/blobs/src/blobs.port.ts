import type { Readable } from 'node:stream';

/** What may be uploaded as it is: nothing that a browser would run, nothing above `limit` bytes. */
export interface Upload {
  readonly limit: number;
  readonly media: readonly string[];
}

/** A file as it is kept. */
export interface Blob {
  /** Hex; also its name. */
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

/** Where files are kept, under the hash of their bytes. Correct when it passes `blobsConformance`. */
export abstract class Blobs {
  /**
   * Keeps a file durably before it answers. Refuses, keeping nothing, with `http.too-large`,
   * `http.upload-empty`, or `http.upload-type` when its type is not allowed or its first bytes
   * belong to another. The same bytes are kept once.
   */
  abstract put(content: Readable, claimed: string | undefined, allowed: Upload): Promise<Blob>;

  /** The bytes of a file; undefined when there is none of that hash. */
  abstract get(sha256: string): Promise<Readable | undefined>;

  /** Removes a file, if there is one of that hash. */
  abstract remove(sha256: string): Promise<void>;
}
