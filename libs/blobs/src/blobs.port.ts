import type { Readable } from 'node:stream';

/**
 * What may be uploaded: no type that a browser would execute, nothing larger than `limit` bytes.
 */
export interface Upload {
  readonly limit: number;
  readonly accepts: (mediaType: string) => boolean;
}

/** A file as it is stored. */
export interface Blob {
  /** The SHA-256 of its bytes in hex; also its name. */
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

/**
 * Stores files under the hash of their bytes. An adapter is correct when it passes
 * `blobsConformance`.
 */
export abstract class Blobs {
  /**
   * Stores a file durably before it resolves. Refuses, and stores nothing, with `http.too-large`,
   * `http.upload-empty`, or `http.upload-type` when its type is not allowed or its first bytes
   * belong to another type. The same bytes are stored once.
   */
  abstract put(content: Readable, claimed: string | undefined, allowed: Upload): Promise<Blob>;

  /** The bytes of a file; undefined when there is no file with that hash. */
  abstract get(sha256: string): Promise<Readable | undefined>;

  /** Removes the file with that hash, if there is one. */
  abstract remove(sha256: string): Promise<void>;
}
