import { rulebook } from '#eventing';

/** Why a check cannot be asked like that. That somebody is not verified is no refusal, but an answer. */
export const ensure = rulebook('check', {
  'not-found': ['missing', 'There is no such check.', 'لا يوجد تحقق كهذا.'],
  'already-started': ['conflict', 'This check has been started already.', 'سبق أن بدأ هذا التحقق.'],
  'unknown-challenge': [
    'invalid',
    'There is no such way to verify somebody here.',
    'لا توجد هنا طريقة تحقق كهذه.',
  ],
  'staff-only': [
    'forbidden',
    'Only staff can look at a document. Please choose one of the other ways.',
    'الاطلاع على الوثائق متاح للموظفين فقط. يُرجى اختيار طريقة أخرى.',
  ],
  'not-asked': [
    'invalid',
    'Something was answered that this check does not ask for now.',
    'قُدّمت إجابة عن شيء لا يسأل عنه هذا التحقق الآن.',
  ],
});
