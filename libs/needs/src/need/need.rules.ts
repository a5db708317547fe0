import { rulebook } from '#eventing';

/** What is refused about needs. A need of fewer than five people does not exist for anybody. */
export const ensure = rulebook('need', {
  'not-found': ['missing', 'Need not found.', 'لا توجد حاجة كهذه.'],
  'disclosure-not-found': [
    'missing',
    'No disclosure has this id and this receipt.',
    'لا يوجد إفصاح بهذا المعرّف وبهذا الإيصال.',
  ],
  'not-matched': [
    'conflict',
    'Say first which service meets the need.',
    'اذكر أولًا الخدمة التي تلبي هذه الحاجة.',
  ],
  met: ['conflict', 'The need is met already.', 'لُبِّيت هذه الحاجة من قبل.'],
  full: [
    'conflict',
    'More people than we can hold have disclosed this.',
    'عدد من أفصحوا عن هذا أكبر مما يمكن حفظه.',
  ],
});
