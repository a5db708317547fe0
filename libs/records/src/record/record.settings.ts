import { type Ladder, wordOverRecord } from '#claims';
import { lookUp, type Sentence } from '#eventing';

import type { Said, Value } from './value.events.js';

export const kinds = [
  'text',
  'name',
  'address',
  'telephone',
  'email',
  'language',
  'date',
  'code',
] as const;
export type FieldKind = (typeof kinds)[number];

/** One field of a record. */
export interface FieldSetting {
  readonly kind: FieldKind;
  /** Its name for people. */
  readonly label: { readonly en: string; readonly ar: string };
  /** A way to reach the customer. */
  readonly contact?: boolean;
}

/**
 * Turns words into the stored value; returns undefined if it cannot. `known` completes an address
 * of which only parts were said.
 */
export type Reader = (said: Said, known: Value | undefined) => Value | undefined;

/** A system that is given records, so it must be notified when they were wrong. */
export interface Recipient {
  readonly system: string;
  /** All fields, if absent. */
  readonly fields?: readonly string[];
}

export interface RecordSettings {
  readonly fields: Readonly<Record<string, FieldSetting>>;
  readonly ladder: Ladder;
  readonly recipients: readonly Recipient[];
  readonly read: Readonly<Record<FieldKind, Reader>>;
}

export const defaultFields: RecordSettings['fields'] = {
  name: { kind: 'name', label: { en: 'Name', ar: 'الاسم' } },
  'preferred-name': { kind: 'name', label: { en: 'Preferred name', ar: 'الاسم المفضّل' } },
  'date-of-birth': { kind: 'date', label: { en: 'Date of birth', ar: 'تاريخ الميلاد' } },
  address: { kind: 'address', label: { en: 'Address', ar: 'العنوان' } },
  'billing-address': { kind: 'address', label: { en: 'Billing address', ar: 'عنوان الفوترة' } },
  telephone: { kind: 'telephone', label: { en: 'Telephone', ar: 'الهاتف' }, contact: true },
  email: { kind: 'email', label: { en: 'E-mail', ar: 'البريد الإلكتروني' }, contact: true },
  language: { kind: 'language', label: { en: 'Language', ar: 'اللغة' } },
  'customer-number': { kind: 'code', label: { en: 'Customer number', ar: 'رقم العميل' } },
};

export const settingsWith = (
  read: RecordSettings['read'],
  other: Partial<RecordSettings> = {},
): RecordSettings => ({
  fields: defaultFields,
  ladder: wordOverRecord,
  recipients: [],
  read,
  ...other,
});

/** The name of a field for people. */
export const labelIn =
  ({ fields }: RecordSettings) =>
  (field: string): Sentence =>
    lookUp(fields, field)?.label ?? { en: field, ar: field };
