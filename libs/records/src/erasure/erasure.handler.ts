import { Injectable } from '@nestjs/common';
import type { CommandContext, Receipt } from '#eventing';

import { Eraser } from './eraser.port.js';
import { bySystem, ErasureClosing } from './erasure-closing.handler.js';
import { PersonalDataFile } from './personal-data.handler.js';
import { erasedWith, type ErasureReasons, RecordFamilies } from './record-families.handler.js';

/** Who is to be erased, and why. */
export interface ErasureRequest {
  readonly customer: string;
  readonly legalBasis: string;
}

/**
 * Erases people: first everything of theirs is closed, then each record records the erasure, then
 * the keys are destroyed.
 */
@Injectable()
export class RecordErasure {
  constructor(
    private readonly records: RecordFamilies,
    private readonly closing: ErasureClosing,
    private readonly eraser: Eraser,
    private readonly file: PersonalDataFile,
  ) {}

  /** Refuses with `record.legal-hold`, after recording the refusal. */
  async erase(context: CommandContext, { customer, legalBasis }: ErasureRequest) {
    const { tenant } = context;
    const family = await this.records.familyOf({ tenant, customer });
    const held = [...family.values()].find((record) => record.held !== undefined)?.held;
    if (held !== undefined) return this.#erase(context, [customer], { legalBasis, held, keys: [] });
    const erased = erasedWith(family, customer);
    for (const each of erased) await this.closing.close(context, { tenant, customer: each });
    const keys = await this.eraser.keysOf(tenant, erased);
    return this.#erase(context, erased, { legalBasis, keys });
  }

  /** The last of the customers is the one that the erasure was asked for. */
  async #erase(context: CommandContext, erased: readonly string[], reasons: ErasureReasons) {
    const customer = erased.at(-1)!;
    const receipts: Receipt[] = [];
    for (const each of erased) {
      const by = each === customer ? context : bySystem(context);
      receipts.push(await this.records.erase(by, each, reasons));
    }
    const position = Math.max(...receipts.map((receipt) => receipt.position));
    const { at, sinks } = await this.eraser.erase(context.tenant, reasons.keys, position);
    const keys = reasons.keys.map(({ key }) => key);
    const stays = await this.file.remaindersOf(context.tenant, erased);
    return { customer, erased: erased.toReversed(), keys, at, position, sinks, stays };
  }
}
