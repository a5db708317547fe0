import { rulebook } from '#eventing';

/** Why a directory's request is refused; answered in the form of RFC 7644. */
export const ensure = rulebook('directory', {
  'not-found': ['missing', 'Resource not found.', 'لا يوجد مورد كهذا.'],
  exists: [
    'conflict',
    'A resource with this id or user name already exists.',
    'يوجد بالفعل مورد بهذا المعرّف أو اسم المستخدم.',
  ],
  'filter-unknown': [
    'invalid',
    'This filter is not served: ask for some attributes by eq, co, sw or pr, joined by "and" and "or".',
    'هذا المرشّح غير متاح: اسأل عن بعض السمات بـ eq أو co أو sw أو pr، مجموعةً بـ "and" و"or".',
  ],
  'too-far': [
    'invalid',
    'Only the first 100,000 resources of a list can be read. Use a filter to get fewer.',
    'لا تُقرأ القائمة إلا ضمن أول 100,000 مورد. اطلب عددًا أقل باستخدام مرشّح.',
  ],
  'too-long': [
    'invalid',
    'A value is longer than this attribute may be, or there are too many of them.',
    'إحدى القيم أطول مما تسمح به هذه السمة، أو عدد القيم أكبر من المسموح.',
  ],
  'not-a-value': [
    'invalid',
    'An attribute that must be there is missing, or a value is none that it takes. Nothing was changed.',
    'سمة مطلوبة غير موجودة، أو قيمة لا تقبلها السمة. لم يُغيَّر شيء.',
  ],
  'read-only': ['invalid', 'This attribute cannot be changed.', 'لا يمكن تغيير هذه السمة.'],
  'patch-invalid': [
    'invalid',
    'This change is invalid, or its target does not exist.',
    'لا يمكن فهم هذا التغيير، أو أنه لا يشير إلى شيء موجود.',
  ],
});
