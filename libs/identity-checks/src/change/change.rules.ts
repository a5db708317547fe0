import { rulebook } from '#eventing';

/** Why a change cannot be spoken about like that. */
export const ensure = rulebook('change', {
  'not-found': ['missing', 'There is no such change.', 'لا يوجد تغيير كهذا.'],
  'too-late': [
    'conflict',
    'This change was made too long ago to be frozen. Correct the record instead: your word counts.',
    'مضى على هذا التغيير وقت أطول من أن يُجمَّد. صحّح السجل بدلًا من ذلك: كلمتك هي المعتمدة.',
  ],
  'too-early': ['conflict', 'The time for this has not come yet.', 'لم يحن وقت هذا بعد.'],
  'system-only': [
    'forbidden',
    'This happens by itself; nobody can ask for it.',
    'يحدث هذا من تلقاء نفسه، ولا يمكن لأحد أن يطلبه.',
  ],
});
