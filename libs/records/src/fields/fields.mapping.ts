import validator from 'validator';
import type { Reader, RecordSettings } from '../record/record.settings.js';
import { address } from './address.mapping.js';
import { telephone } from './telephone.mapping.js';
import { ofText, withoutInvisible } from './text.mapping.js';

/** What words are read by, where they do not say it themselves. */
export interface Reading {
  /** ISO 3166-1, two letters: of telephone numbers without a country code, and of addresses. */
  readonly country?: string;
}

/** The part before the at sign is the mail server's business; the domain has no case. */
const email: Reader = ofText((said) => {
  const text = withoutInvisible(said);
  const [local, domain] = [text.slice(0, text.lastIndexOf('@')), text.split('@').at(-1)!];
  return validator.isEmail(text) ? `${local}@${domain.toLowerCase()}` : undefined;
});

/** BCP 47 in its canonical form. */
const language: Reader = ofText((text) => {
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
});

const date: Reader = ofText((text) =>
  validator.isDate(text, { format: 'YYYY-MM-DD', strictMode: true }) ? text : undefined,
);

const line: Reader = ofText((text) => text);

/** One reader for each kind of field, each by a library that others keep up. */
export const readersFor = (reading: Reading = {}): RecordSettings['read'] => ({
  text: line,
  name: line,
  address: address(reading),
  telephone: telephone(reading),
  email,
  language,
  date,
  code: line,
});
