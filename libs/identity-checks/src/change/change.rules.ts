import { rulebook } from '#eventing';

/** Why a command about a change is refused. */
export const ensure = rulebook('change', {
  'not-found': ['missing', 'Change not found.', 'لا يوجد تغيير كهذا.'],
  'too-late': [
    'conflict',
    'This change was made too long ago to be frozen. Correct the record instead: your word counts.',
    'مضى على هذا التغيير وقت أطول من أن يُجمَّد. صحّح السجل بدلًا من ذلك: كلمتك هي المعتمدة.',
  ],
  'too-early': ['conflict', 'The time for this has not come yet.', 'لم يحن وقت هذا بعد.'],
  'system-only': [
    'forbidden',
    'Only the system does this.',
    'يحدث هذا من تلقاء نفسه، ولا يمكن لأحد أن يطلبه.',
  ],
});
