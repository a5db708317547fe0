import { Inject, Injectable } from '@nestjs/common';
import { type Assurance, hasBegun, type Ladder } from '#claims';
import type { CommandContext, Moment } from '#eventing';

import { currentOf, type RecordRow } from '../records/record-row.view.js';
import { StoredRecords } from '../records/record.reader.js';
import { ClaimAssurance } from './assurance.port.js';
import type { Evidence } from './record.events.js';
import { RECORDING, type Recording } from './record.tokens.js';
import type { standings } from './record.routes.js';

/** How sure it is that the customer speaks; nothing for staff who speak for themselves. */
export interface Proof {
  readonly assurance?: Assurance;
  readonly evidence?: Evidence;
}

/** Somebody's word on a customer, and the identity check that they point to. */
export interface ClaimRequest {
  readonly context: CommandContext;
  readonly customer: string;
  readonly check?: string | undefined;
}

const claimsIn = ({ fields }: RecordRow) => Object.values(fields).flatMap(({ claims }) => claims);

/** Finds out what somebody's word is worth, and what became of it. */
@Injectable()
export class ClaimEvidence {
  constructor(
    private readonly records: StoredRecords,
    private readonly assurance: ClaimAssurance,
    @Inject(RECORDING) private readonly recording: Recording,
  ) {}

  async proofOf(claimRequest: ClaimRequest, field: string): Promise<Proof> {
    const { context, customer, check } = claimRequest;
    const isTheirs = context.by.kind === 'customer' || context.onBehalfOf !== undefined;
    if (!isTheirs && check === undefined) return {};
    return this.assurance.of({ context, customer, field, ...(check !== undefined && { check }) });
  }

  /** The minutes that an identity check has cost the customer. */
  async costOf({ context, customer, check }: ClaimRequest): Promise<number | undefined> {
    if (check === undefined) return undefined;
    const seconds = await this.assurance.costOf(context.tenant, customer, check);
    return seconds === undefined ? undefined : Math.ceil(seconds / 60);
  }

  /** The field of a claim, for the field's protection; undefined for an unknown claim. */
  async fieldOf(claimRequest: ClaimRequest, claim: string): Promise<string> {
    const row = await this.#rowOf(claimRequest);
    return (row && claimsIn(row).find((one) => one.claim === claim)?.field) ?? '';
  }

  /** What became of a claim. */
  async standingOf(claimRequest: ClaimRequest, claim: string): Promise<(typeof standings)[number]> {
    const row = await this.#rowOf(claimRequest);
    const { ladder } = this.recording.settings;
    return row ? standingIn(row, claim, ladder, claimRequest.context.at) : 'outranked';
  }

  #rowOf({ context, customer }: ClaimRequest) {
    return this.records.rowOf(context.tenant, customer);
  }
}

const standingIn = (row: RecordRow, id: string, ladder: Ladder, now: Moment) => {
  const isInForce = Object.values(currentOf(row, ladder, now)).some(({ claim }) => claim === id);
  if (isInForce) return 'in-force';
  const known = claimsIn(row).find(({ claim }) => claim === id);
  if (known?.assurance === 'stated' && !known.raised) return 'waiting';
  return known && !hasBegun(known, now) ? 'announced' : 'outranked';
};
