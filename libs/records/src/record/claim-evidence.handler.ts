import type { FastifyRequest } from 'fastify';
import type { Assurance, Ladder } from '#claims';
import type { CommandContext, Moment } from '#eventing';
import { commandContextOf } from '#platform';

import { currentOf, type RecordRow } from '../records/records.view.js';
import type { StoredRecords } from '../records/record.reader.js';
import type { ClaimAssurance } from './assurance.port.js';
import type { Evidence } from './record.events.js';
import type { RecordSettings } from './record.settings.js';
import type { standings } from './record.routes.js';

/** In whose name somebody speaks, and the identity check that they point to. */
export interface SpeakerInput {
  readonly check?: string | undefined;
  readonly onBehalfOf?: string | undefined;
}

/** How sure it is that the customer speaks; nothing for staff who speak for themselves. */
export interface Proof {
  readonly assurance?: Assurance;
  readonly evidence?: Evidence;
}

export interface ClaimRequest {
  readonly request: FastifyRequest;
  readonly customer: string;
  readonly spoken: SpeakerInput;
}

export const speakerContextOf = ({
  request,
  spoken: { onBehalfOf },
}: ClaimRequest): CommandContext =>
  commandContextOf(request, { ...(onBehalfOf !== undefined && { onBehalfOf }) });

const claimsIn = ({ fields }: RecordRow) => Object.values(fields).flatMap(({ claims }) => claims);

/** Finds out what somebody's word is worth, and what became of it. */
export class ClaimEvidence {
  constructor(
    private readonly records: Pick<StoredRecords, 'rowOf'>,
    private readonly settings: RecordSettings,
    private readonly assurance: ClaimAssurance,
  ) {}

  async proofOf(claimRequest: ClaimRequest, field: string): Promise<Proof> {
    const { customer, spoken } = claimRequest;
    const context = speakerContextOf(claimRequest);
    const isTheirs = context.by.kind === 'customer' || context.onBehalfOf !== undefined;
    if (!isTheirs && spoken.check === undefined) return {};
    const { check } = spoken;
    return this.assurance.of({ context, customer, field, ...(check !== undefined && { check }) });
  }

  /** The minutes that an identity check has cost the customer. */
  async costOf({
    request,
    customer,
    spoken: { check },
  }: ClaimRequest): Promise<number | undefined> {
    if (check === undefined) return undefined;
    const seconds = await this.assurance.costOf(request.edge.principal!.tenant, customer, check);
    return seconds === undefined ? undefined : Math.ceil(seconds / 60);
  }

  /** The field that a claim is on, for what guards it; of a claim that nobody knows, none. */
  async fieldOf(claimRequest: ClaimRequest, claim: string): Promise<string> {
    const row = await this.#rowOf(claimRequest);
    return (row && claimsIn(row).find((one) => one.claim === claim)?.field) ?? '';
  }

  /** What became of a word. */
  async standingOf(claimRequest: ClaimRequest, claim: string): Promise<(typeof standings)[number]> {
    const row = await this.#rowOf(claimRequest);
    const now = new Date(claimRequest.request.edge.now).toISOString();
    return row ? standingIn(row, claim, this.settings.ladder, now) : 'outranked';
  }

  #rowOf({ request, customer }: ClaimRequest) {
    return this.records.rowOf(request.edge.principal!.tenant, customer);
  }
}

const standingIn = (row: RecordRow, id: string, ladder: Ladder, now: Moment) => {
  const isInForce = Object.values(currentOf(row, ladder, now)).some(({ claim }) => claim === id);
  if (isInForce) return 'in-force';
  const known = claimsIn(row).find(({ claim }) => claim === id);
  if (known?.assurance === 'stated' && !known.raised) return 'waiting';
  return known && known.validFrom > now ? 'announced' : 'outranked';
};
