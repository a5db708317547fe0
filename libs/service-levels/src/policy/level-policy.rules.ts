import { rulebook } from '#eventing';

/** What is refused about policies of service levels. */
export const ensure = rulebook('service-level-policy', {
  'not-found': ['missing', 'Service level policy not found.', 'لا توجد سياسة مستوى خدمة كهذه.'],
  'version-not-found': [
    'missing',
    'This policy has no such version.',
    'لا توجد نسخة كهذه من هذه السياسة.',
  ],
  'target-twice': [
    'invalid',
    'A policy may name each target only once.',
    'لا يجوز أن تذكر السياسة الهدف الواحد أكثر من مرة.',
  ],
  'calendar-not-found': [
    'invalid',
    'The calendar of this policy was not found.',
    'لا يوجد التقويم المذكور في هذه السياسة.',
  ],
  retired: ['conflict', 'This policy was retired.', 'أُوقف العمل بهذه السياسة.'],
});
