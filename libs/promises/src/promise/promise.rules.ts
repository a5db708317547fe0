import { rulebook } from '#eventing';

/** What is refused about promises. About a stranger's promise customers always get `not-found`. */
export const ensure = rulebook('promise', {
  // Who may
  'not-found': ['missing', 'Promise not found.', 'لا يوجد وعد كهذا.'],
  'staff-only': [
    'forbidden',
    'Only staff can do this to a promise.',
    'هذا الإجراء على الوعد متاح للموظفين فقط.',
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
  'for-yourself': [
    'forbidden',
    'You can ask for a call-back only for yourself.',
    'يمكنك أن تطلب معاودة الاتصال بك أنت فقط.',
  ],
  'for-whom': [
    'invalid',
    'Say to whom this is promised: the customer is missing.',
    'حدّد لمن هذا الوعد: العميل غير مذكور.',
  ],
  'not-their-promise': [
    'invalid',
    'This was not promised to the person on whose behalf you act.',
    'لم يُقدَّم هذا الوعد إلى الشخص الذي تتصرف باسمه.',
  ],
  'ticket-not-found': [
    'invalid',
    'The customer has no such ticket.',
    'ليست لدى العميل تذكرة كهذه.',
  ],

  // Windows
  'unknown-time-zone': [
    'invalid',
    'This time zone is not in the IANA database.',
    'هذه المنطقة الزمنية غير موجودة في قاعدة بيانات IANA.',
  ],
  'window-reversed': [
    'invalid',
    'The window must end after it begins.',
    'يجب أن تنتهي المدة بعد بدايتها.',
  ],
  'window-past': [
    'invalid',
    'The window must end in the future.',
    'يجب أن تنتهي المدة في المستقبل.',
  ],
  'window-too-long': [
    'invalid',
    'The window is too long to be a promise: a week at most.',
    'المدة أطول من أن تكون وعدًا: أسبوع على الأكثر.',
  ],
  'window-too-far': [
    'invalid',
    'The window begins too far in the future: 400 days at most.',
    'تبدأ المدة في وقت بعيد جدًا: بعد ٤٠٠ يوم على الأكثر.',
  ],
  'window-over': [
    'conflict',
    'The window is over. Only the customer can move this promise now.',
    'انتهت المدة. لا يستطيع تأجيل هذا الوعد الآن إلا العميل.',
  ],

  // What happened to it
  'reason-needed': [
    'invalid',
    'Say why you move it. The customer reads the reason.',
    'اذكر سبب التأجيل. سيقرأ العميل هذا السبب.',
  ],
  over: [
    'conflict',
    'This promise was kept or released already.',
    'سبق الوفاء بهذا الوعد أو الإعفاء منه.',
  ],
  'no-check-in': [
    'conflict',
    'Only a check-in asks whether something works.',
    'وعد المتابعة وحده يسأل إن كان الشيء يعمل.',
  ],
  'too-many': [
    'conflict',
    'This promise was moved or tried too often. Keep it, or let the customer release it.',
    'أُجِّل هذا الوعد أو جرت محاولته مرات كثيرة. أوفِ به، أو دع العميل يعفيك منه.',
  ],
  'too-early': ['conflict', 'The time for this has not come yet.', 'لم يحن وقت هذا بعد.'],
});
