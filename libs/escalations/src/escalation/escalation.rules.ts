import { rulebook } from '#eventing';

/** What is refused about escalations. About a stranger's one customers always get `not-found`. */
export const ensure = rulebook('escalation', {
  // Who may
  'not-found': ['missing', 'Escalation not found.', 'لا يوجد تصعيد كهذا.'],
  'staff-only': [
    'forbidden',
    'Only staff can ask this about escalations.',
    'هذا السؤال عن حالات التصعيد متاح للموظفين فقط.',
  ],
  'customer-only': [
    'forbidden',
    'Only the customer can do this, or staff on their behalf.',
    'لا يستطيع فعل هذا إلا العميل، أو موظف باسمه.',
  ],
  'system-only': [
    'forbidden',
    'Only the system does this, when its time has come.',
    'يحدث هذا من تلقاء نفسه حين يحين وقته، ولا يمكن لأحد أن يطلبه.',
  ],
  'ticket-not-found': [
    'invalid',
    'The customer has no such ticket.',
    'ليست لدى العميل تذكرة كهذه.',
  ],
  'not-their-escalation': [
    'invalid',
    'This is not an escalation of the person on whose behalf you act.',
    'هذا التصعيد لا يخص الشخص الذي تتصرف باسمه.',
  ],

  // Offers
  'not-offered-to-you': [
    'forbidden',
    'This escalation is not offered to you.',
    'لم يُعرض عليك هذا التصعيد.',
  ],
  'offer-over': [
    'conflict',
    'The deadline of this offer has passed. It goes to the next in line.',
    'انقضت مهلة هذا العرض، وسينتقل التصعيد إلى من يليك.',
  ],
  'last-in-line': [
    'conflict',
    'You are the last in line: this escalation is assigned to you and cannot be declined.',
    'أنت الأخير في السلسلة: هذا التصعيد مُسند إليك ولا يمكن رفضه.',
  ],
  'too-early': ['conflict', 'The time for this has not come yet.', 'لم يحن وقت هذا بعد.'],

  // Told once
  'dossier-unread': [
    'conflict',
    'Read the dossier as it is now before you contact the customer: a story is told once.',
    'اقرأ الملف بصورته الحالية قبل أن تتصل بالعميل: القصة تُروى مرة واحدة.',
  ],
  'integration-only': [
    'forbidden',
    'Only a connected system, such as the telephones, reports this.',
    'لا يبلّغ بهذا إلا نظام موصول، مثل نظام الهاتف.',
  ],

  // Where it is
  'not-yours': [
    'forbidden',
    'Only the person who has this escalation can do this.',
    'لا يستطيع فعل هذا إلا الشخص الذي يتولى هذا التصعيد.',
  ],
  'not-accepted': [
    'conflict',
    'Nobody has accepted this escalation yet.',
    'لم يقبل أحد هذا التصعيد بعد.',
  ],
  'not-resolved': ['conflict', 'This escalation is not resolved yet.', 'لم يُحل هذا التصعيد بعد.'],
  'own-resolution': [
    'forbidden',
    'You resolved this escalation, so you cannot record the customer’s answer to it.',
    'أنت من حلّ هذا التصعيد، فلا يمكنك تسجيل جواب العميل عليه.',
  ],
  over: ['conflict', 'This escalation is over.', 'انتهى هذا التصعيد.'],
  'too-many': [
    'conflict',
    'This escalation was asked for, or returned, too often. It stays open; reply on the ticket instead.',
    'طُلب هذا التصعيد أو أُعيد مرات كثيرة. يبقى مفتوحًا؛ أرسل ردًا على التذكرة بدلًا من ذلك.',
  ],
});
