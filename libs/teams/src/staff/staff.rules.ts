import { rulebook } from '#eventing';

/** What is refused about absences. */
export const ensure = rulebook('absence', {
  'not-found': ['missing', 'Absence not found.', 'لا يوجد غياب كهذا.'],
  'own-only': [
    'forbidden',
    'You can plan only your own absence. A manager can plan that of others.',
    'يمكنك أن تسجّل غيابك أنت فقط. يستطيع المدير تسجيل غياب غيره.',
  ],
  reversed: ['invalid', 'An absence must end after it begins.', 'يجب أن ينتهي الغياب بعد بدايته.'],
  over: ['invalid', 'This absence would be over already.', 'سيكون هذا الغياب قد انتهى بالفعل.'],
  'own-deputy': [
    'invalid',
    'A person cannot be their own deputy.',
    'لا يمكن أن ينوب الشخص عن نفسه.',
  ],
  'too-many': [
    'conflict',
    'No more absences can be planned for this person.',
    'لا يمكن تسجيل المزيد من الغيابات لهذا الشخص.',
  ],
});
