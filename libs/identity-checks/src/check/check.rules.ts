import { rulebook } from '#eventing';

/** Why a check's command is refused. That somebody is not verified is an answer, not a refusal. */
export const ensure = rulebook('check', {
  'not-found': ['missing', 'Check not found.', 'لا يوجد تحقق كهذا.'],
  'already-started': ['conflict', 'This check was already started.', 'سبق أن بدأ هذا التحقق.'],
  'unknown-challenge': [
    'invalid',
    'There is no such way to verify a customer.',
    'لا توجد هنا طريقة تحقق كهذه.',
  ],
  'staff-only': [
    'forbidden',
    'Only staff can look at a document. Please choose one of the other ways.',
    'الاطلاع على الوثائق متاح للموظفين فقط. يُرجى اختيار طريقة أخرى.',
  ],
  'not-asked': [
    'invalid',
    'An answer was given that this check does not ask for now.',
    'قُدّمت إجابة عن شيء لا يسأل عنه هذا التحقق الآن.',
  ],
});
