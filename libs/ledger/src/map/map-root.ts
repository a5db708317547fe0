import { canonical } from '#eventing';

/** What is logged of the map: a leaf of the tree among those of events. */
export interface MapRoot {
  readonly tenant: string;
  /** How many leaves came before it: the map says where each stream ended then. */
  readonly size: number;
  readonly map: Uint8Array;
}

/** The canonical bytes of a logged root. No envelope of an event has `kind`. */
export const mapRootEntry = ({ tenant, size, map }: MapRoot): Buffer =>
  Buffer.from(
    canonical({ form: 1, kind: 'map-root', map: Buffer.from(map).toString('hex'), size, tenant }),
  );
