import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Principal } from '#platform';

/** A receipt, 256 random bits in base64url, and the proof of it that is stored. */
export const newReceipt = () => {
  const receipt = randomBytes(32).toString('base64url');
  return { receipt, proof: proofOf(receipt) };
};

const proofOf = (receipt: string): string => createHash('sha256').update(receipt).digest('hex');

/** Whether a receipt is the one that a proof is of, in the same time whatever it is. */
export const isProved = (receipt: string, proof: string): boolean =>
  timingSafeEqual(Buffer.from(proofOf(receipt), 'hex'), Buffer.from(proof, 'hex'));

/** The same text for the same person, from which nobody learns who it is without the secret. */
export const personIn = (secret: Uint8Array, { tenant, role, id }: Principal): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['needs', tenant, role, id]))
    .digest('hex');
