import { rulebook } from '#eventing';

/** Only the check receives this refusal; it answers with another way instead. */
export const ensure = rulebook('attempts', {
  paused: [
    'too-many',
    'There were several attempts. Please wait a little, or use one of the other ways.',
    'جرت عدة محاولات. انتظر قليلًا من فضلك، أو اختر طريقة أخرى.',
  ],
});
