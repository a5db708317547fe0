import { rulebook } from '#eventing';

/** What is refused about contacts. About a stranger's contact customers always get `not-found`. */
export const ensure = rulebook('contact', {
  'not-found': ['missing', 'Contact not found.', 'لا يوجد تواصل كهذا.'],
  'staff-only': [
    'forbidden',
    'Only staff can filter contacts by this.',
    'هذه التصفية متاحة للموظفين فقط.',
  ],
  'system-only': [
    'forbidden',
    'Only the system does this, when its time has come.',
    'يحدث هذا من تلقاء نفسه حين يحين وقته، ولا يمكن لأحد أن يطلبه.',
  ],
  'not-their-contact': [
    'invalid',
    'This is not a contact of the person on whose behalf you act.',
    'ليس هذا تواصل الشخص الذي تتصرف باسمه.',
  ],
  'ticket-not-found': [
    'invalid',
    'The customer has no such ticket.',
    'ليست لدى العميل تذكرة كهذه.',
  ],
  over: ['conflict', 'This contact is over.', 'انتهى هذا التواصل.'],
  'too-many': [
    'conflict',
    'Too much has happened in this contact. Start another one.',
    'حدث في هذا التواصل أكثر مما يُحفظ. ابدأ تواصلًا آخر.',
  ],
  'too-early': ['conflict', 'The time for this has not come yet.', 'لم يحن وقت هذا بعد.'],

  // Notices of telephone systems
  'notice-incomplete': [
    'invalid',
    'A notice of this kind needs more than was told.',
    'ينقص هذا الإشعار ما يلزم لنوعه.',
  ],
  'notice-in-future': [
    'invalid',
    'This notice tells of something that is more than five minutes in the future.',
    'يذكر هذا الإشعار أمرًا سيقع بعد أكثر من خمس دقائق.',
  ],

  // Hand-offs
  'handoff-to-whom': [
    'invalid',
    'Say to whom you hand the customer over: one person or one queue.',
    'حدّد إلى من تُسلّم العميل: شخص واحد أو طابور واحد.',
  ],
  'handoff-to-yourself': [
    'invalid',
    'You cannot hand a customer over to the person who is accountable already.',
    'لا يمكنك تسليم العميل إلى الشخص المسؤول عنه الآن.',
  ],
  'handoff-open': [
    'conflict',
    'Another hand-off still waits for an answer.',
    'ما زال تسليم آخر ينتظر جوابًا.',
  ],
  'handoff-not-found': ['missing', 'Hand-off not found.', 'لا يوجد تسليم كهذا.'],
  'handoff-over': [
    'conflict',
    'This hand-off was answered, or ran out. The one who offered it is accountable.',
    'أُجيب عن هذا التسليم أو انتهت مدته. المسؤول هو من عرضه.',
  ],
  'not-offered-to-you': [
    'forbidden',
    'This hand-off is offered to somebody else.',
    'هذا التسليم معروض على شخص آخر.',
  ],
  'story-unread': [
    'conflict',
    'Read what the customer has told before you take over.',
    'اقرأ ما رواه العميل قبل أن تتولى الأمر.',
  ],

  'no-leave': [
    'conflict',
    'They have no leave of this customer to speak for them, or not about this.',
    'ليس لديه إذن من هذا العميل بالتحدث عنه، أو ليس في هذا الأمر.',
  ],

  // Scripts, refusals, leaving
  'deviation-not-found': [
    'missing',
    'Nobody left a script here under this id.',
    'لم يخرج أحد عن النص هنا بهذا المعرّف.',
  ],
  'manager-only': [
    'forbidden',
    'A manager judges this, and not the one who did it.',
    'يحكم في هذا مدير غير الذي فعله.',
  ],
  'correction-open': [
    'conflict',
    'You cannot refuse while the customer’s correction is open. Settle it first.',
    'لا يمكنك الرفض ما دام تصحيح العميل مفتوحًا. عالجه أولًا.',
  ],
  'leaving-open': [
    'conflict',
    'The customer has already said that they want to leave. Carry it out, or let them withdraw it.',
    'سبق أن قال العميل إنه يريد المغادرة. نفّذ طلبه، أو دعه يسحبه.',
  ],
  'leaving-not-found': [
    'missing',
    'There is no such wish to leave, or it is settled.',
    'لا توجد رغبة كهذه في المغادرة، أو أنها عولجت.',
  ],
  'for-the-customer': [
    'forbidden',
    'Only the customer can withdraw this: say on whose behalf you act.',
    'لا يسحب هذا إلا العميل: اذكر باسم من تتصرف.',
  ],
});
