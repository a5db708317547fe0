import { rulebook } from './refusal.js';

/** What a log that keeps personal values refuses for the sake of a person who was forgotten. */
export const personRules = rulebook('person', {
  erased: [
    'conflict',
    'This person was forgotten, as the law allows. Nothing is kept about them, unless they come back themselves.',
    'مُحيت بيانات هذا الشخص وفق القانون. لا يُحفظ عنه شيء ما لم يعد بنفسه.',
  ],
  reserved: [
    'invalid',
    'This text is reserved: it marks what was erased.',
    'هذا النص محجوز: فهو يدل على ما مُحي.',
  ],
});
