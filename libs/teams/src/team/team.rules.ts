import { rulebook } from '#eventing';

/** What is refused about teams, and about the queues that they have. */
export const ensure = rulebook('team', {
  'not-found': ['missing', 'Team not found.', 'لا يوجد فريق كهذا.'],
  'queue-not-assigned': [
    'missing',
    'This queue belongs to no team. The administrator answers for it.',
    'لا يتبع هذا الطابور أي فريق. المسؤول عنه هو مدير النظام.',
  ],
  'too-many-members': [
    'conflict',
    'A team has at most 500 members.',
    'لا يتجاوز عدد أعضاء الفريق ٥٠٠ عضو.',
  ],
  'unknown-time-zone': [
    'invalid',
    'This time zone is not in the IANA database.',
    'هذه المنطقة الزمنية غير موجودة في قاعدة بيانات IANA.',
  ],
  'hours-reversed': [
    'invalid',
    'Working hours must end after they begin. Write hours over midnight as two parts.',
    'يجب أن تنتهي ساعات العمل بعد بدايتها. اكتب الساعات التي تتجاوز منتصف الليل في جزأين.',
  ],
  'twice-in-chain': [
    'invalid',
    'A manager can be in an escalation chain only once.',
    'لا يرد المدير في سلسلة التصعيد إلا مرة واحدة.',
  ],
  'own-deputy': [
    'invalid',
    'A manager cannot be their own deputy.',
    'لا يمكن أن ينوب المدير عن نفسه.',
  ],
});
