import { rulebook } from '#eventing';

/** Why a record refuses. About a stranger's record customers always get `not-found`. */
export const ensure = rulebook('record', {
  // Who may
  'not-found': ['missing', 'Record not found.', 'لا يوجد سجل كهذا.'],
  'for-yourself': [
    'forbidden',
    'You can act only for yourself.',
    'يمكنك أن تتحدث عن نفسك أنت فقط.',
  ],
  'not-their-record': [
    'invalid',
    'The person on whose behalf you act is not the person of this record.',
    'الشخص الذي يُقال هذا باسمه ليس صاحب هذا السجل.',
  ],
  'staff-only': [
    'forbidden',
    'Only staff can do this.',
    'هذا الإجراء على السجل متاح للموظفين فقط.',
  ],
  'integration-only': [
    'forbidden',
    'Only a connected system can do this.',
    'هذا الإجراء متاح لنظام متصل فقط.',
  ],
  'not-your-system': [
    'forbidden',
    'A connected system can import only its own data, not that of another system.',
    'لا يمكن لنظام متصل أن يستورد إلا ما يقوله هو، لا باسم نظام آخر.',
  ],
  'manager-only': [
    'forbidden',
    'Only a manager or an administrator can do this.',
    'هذا الإجراء متاح لمدير أو لمسؤول النظام فقط.',
  ],
  'system-only': [
    'forbidden',
    'Only the system does this.',
    'يحدث هذا من تلقاء نفسه، ولا يمكن لأحد أن يطلبه.',
  ],
  'not-yours-to-withdraw': [
    'forbidden',
    'Only the person who made a claim can withdraw it.',
    'لا يسحب القول إلا من قاله.',
  ],

  // What can be said
  'unknown-field': ['invalid', 'Records do not have this field.', 'لا يوجد في السجلات حقل كهذا.'],
  'not-a-value': [
    'invalid',
    'This is not a valid value for that field. Please write it differently.',
    'لا يمكن فهم هذا كقيمة لهذا الحقل. يُرجى كتابته بطريقة أخرى.',
  ],
  'incomplete-address': [
    'invalid',
    'No street with a house number is known yet, so please give the street too, or the post box.',
    'لا يوجد بعد شارع معروف برقم منزل، لذا يُرجى ذكر الشارع أيضًا، أو صندوق البريد.',
  ],
  'unknown-country': [
    'invalid',
    'This is no country that we know. Please give its name, or its two letters (ISO 3166-1) as in EG.',
    'هذا ليس بلدًا نعرفه. يُرجى ذكر اسمه، أو رمزه المكوّن من حرفين (ISO 3166-1) مثل EG.',
  ],
  'no-such-claim': [
    'missing',
    'This claim does not exist, or was withdrawn.',
    'لم يقل أحد هذا، أو أنه سُحب.',
  ],

  'too-early': ['conflict', 'The day for this has not come yet.', 'لم يحن يوم هذا بعد.'],

  // The customer's claims
  'customer-said-so': [
    'conflict',
    'The customer has said this. You can contest it with a reason, which the customer will see.',
    'العميل هو من قال هذا. يمكنك الاعتراض عليه بذكر سبب يراه العميل.',
  ],
  'nothing-to-contest': [
    'conflict',
    'The customer does not claim this now, so there is nothing to contest: edit it instead.',
    'ليس هذا ما يقوله العميل الآن، فلا شيء يُعترض عليه: عدّله بدلًا من ذلك.',
  ],
  'needs-evidence': [
    'conflict',
    'To confirm this, first verify the customer, or name the document that you have seen.',
    'لتأكيد هذا، تحقّق أولًا من هوية العميل، أو اذكر الوثيقة التي اطّلعت عليها.',
  ],

  // Notices
  'no-such-notice': ['missing', 'Notice not found.', 'لا يوجد إشعار كهذا.'],

  // Duplicates
  'merge-with-itself': [
    'invalid',
    'A record cannot be merged with itself.',
    'لا يمكن دمج السجل مع نفسه.',
  ],
  'merged-already': [
    'conflict',
    'This record was already merged into another one. Undo that first.',
    'سبق دمج هذا السجل في سجل آخر. تراجع عن ذلك أولًا.',
  ],
  'merge-cycle': [
    'conflict',
    'The other record was merged into this one. They cannot be merged in both directions.',
    'السجل الآخر مدموج في هذا السجل، ولا يصح الدمج في الاتجاهين.',
  ],
  'not-merged': ['conflict', 'These two records are not merged.', 'هذان السجلان غير مدموجين.'],

  // Erasing
  erased: [
    'conflict',
    'This person’s data was erased at their request. Nothing can be added here.',
    'مُحيت بيانات هذا الشخص كما طلب. لا يمكن إضافة شيء هنا.',
  ],
  'legal-hold': [
    'conflict',
    'The law requires us to keep this data for now. Your request and this answer were recorded.',
    'يفرض القانون الاحتفاظ بهذه البيانات في الوقت الحالي. طلبك وهذا الرد مسجّلان.',
  ],
  'not-held': [
    'conflict',
    'There is no legal hold on this record.',
    'لا يوجد حجز قانوني على هذا السجل.',
  ],
});
