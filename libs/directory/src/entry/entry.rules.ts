import { rulebook } from '#eventing';

/** Why a directory is refused something; told in the form of RFC 7644. */
export const ensure = rulebook('directory', {
  'not-found': ['missing', 'There is no such resource.', 'لا يوجد مورد كهذا.'],
  exists: [
    'conflict',
    'A resource with this id or user name is there already.',
    'يوجد بالفعل مورد بهذا المعرّف أو اسم المستخدم.',
  ],
  'filter-unknown': [
    'invalid',
    'Only equality of some attributes can be asked for, joined by "and".',
    'لا يمكن السؤال إلا عن تساوي بعض السمات، مجموعةً بـ "and".',
  ],
  'too-far': [
    'invalid',
    'A list can be read from its first 100,000 resources on. Ask for fewer by a filter.',
    'لا تُقرأ القائمة إلا ضمن أول 100,000 مورد. اطلب عددًا أقل باستخدام مرشّح.',
  ],
  'patch-invalid': [
    'invalid',
    'This change cannot be understood, or names nothing that is there.',
    'لا يمكن فهم هذا التغيير، أو أنه لا يشير إلى شيء موجود.',
  ],
});
