import { rulebook } from '#eventing';

/** Why a record says no. What customers are told about a stranger's record is `not-found`, always. */
export const ensure = rulebook('record', {
  // Who may
  'not-found': ['missing', 'There is no such record.', 'لا يوجد سجل كهذا.'],
  'for-yourself': [
    'forbidden',
    'You can speak for yourself only.',
    'يمكنك أن تتحدث عن نفسك أنت فقط.',
  ],
  'not-their-record': [
    'invalid',
    'The person in whose name this is said is not the one whose record this is.',
    'الشخص الذي يُقال هذا باسمه ليس صاحب هذا السجل.',
  ],
  'staff-only': [
    'forbidden',
    'Only staff can do this to a record.',
    'هذا الإجراء على السجل متاح للموظفين فقط.',
  ],
  'integration-only': [
    'forbidden',
    'Only a connected system can do this.',
    'هذا الإجراء متاح لنظام متصل فقط.',
  ],
  'not-your-system': [
    'forbidden',
    'A connected system can import only what it says itself, not in the name of another system.',
    'لا يمكن لنظام متصل أن يستورد إلا ما يقوله هو، لا باسم نظام آخر.',
  ],
  'manager-only': [
    'forbidden',
    'Only a manager or an administrator can do this.',
    'هذا الإجراء متاح لمدير أو لمسؤول النظام فقط.',
  ],
  'system-only': [
    'forbidden',
    'This happens by itself; nobody can ask for it.',
    'يحدث هذا من تلقاء نفسه، ولا يمكن لأحد أن يطلبه.',
  ],
  'not-yours-to-withdraw': [
    'forbidden',
    'Only whoever said something can take it back.',
    'لا يسحب القول إلا من قاله.',
  ],

  // What can be said
  'unknown-field': ['invalid', 'Records have no such field.', 'لا يوجد في السجلات حقل كهذا.'],
  'not-a-value': [
    'invalid',
    'This cannot be understood as a value of that field. Please write it another way.',
    'لا يمكن فهم هذا كقيمة لهذا الحقل. يُرجى كتابته بطريقة أخرى.',
  ],
  'incomplete-address': [
    'invalid',
    'No address is known yet, so please give the street and the house number.',
    'لا يوجد عنوان معروف بعد، لذا يُرجى ذكر الشارع ورقم المنزل.',
  ],
  'no-such-claim': [
    'missing',
    'Nobody has said that, or it was taken back.',
    'لم يقل أحد هذا، أو أنه سُحب.',
  ],

  'too-early': ['conflict', 'The day for this has not come yet.', 'لم يحن يوم هذا بعد.'],

  // The customer's word
  'customer-said-so': [
    'conflict',
    'The customer has said this. You can contest it with a reason, which the customer will see.',
    'العميل هو من قال هذا. يمكنك الاعتراض عليه بذكر سبب يراه العميل.',
  ],
  'nothing-to-contest': [
    'conflict',
    'This is not what the customer says now, so there is nothing to contest: edit it instead.',
    'ليس هذا ما يقوله العميل الآن، فلا شيء يُعترض عليه: عدّله بدلًا من ذلك.',
  ],
  'needs-evidence': [
    'conflict',
    'To confirm this, first verify the customer, or name the document that you have seen.',
    'لتأكيد هذا، تحقّق أولًا من هوية العميل، أو اذكر الوثيقة التي اطّلعت عليها.',
  ],

  // Notices
  'no-such-notice': ['missing', 'There is no such notice.', 'لا يوجد إشعار كهذا.'],

  // Duplicates
  'merge-with-itself': [
    'invalid',
    'A record cannot be merged with itself.',
    'لا يمكن دمج السجل مع نفسه.',
  ],
  'merged-already': [
    'conflict',
    'This record went into another one already. Undo that first.',
    'سبق دمج هذا السجل في سجل آخر. تراجع عن ذلك أولًا.',
  ],
  'merge-cycle': [
    'conflict',
    'The other record went into this one. It cannot go both ways.',
    'السجل الآخر مدموج في هذا السجل، ولا يصح الدمج في الاتجاهين.',
  ],
  'not-merged': ['conflict', 'These two records are not merged.', 'هذان السجلان غير مدموجين.'],

  // Forgetting
  erased: [
    'conflict',
    'This person’s data was erased, as they had asked. Nothing can be added here.',
    'مُحيت بيانات هذا الشخص كما طلب. لا يمكن إضافة شيء هنا.',
  ],
  'legal-hold': [
    'conflict',
    'The law requires that these data be kept for now. Your request and this answer are on record.',
    'يفرض القانون الاحتفاظ بهذه البيانات في الوقت الحالي. طلبك وهذا الرد مسجّلان.',
  ],
  'not-held': [
    'conflict',
    'There is no legal hold on this record.',
    'لا يوجد حجز قانوني على هذا السجل.',
  ],
});
