import { rulebook } from '#eventing';

/** Heard by the check alone, which answers with another way instead. */
export const ensure = rulebook('attempts', {
  paused: [
    'too-many',
    'There were several tries. Please wait a little, or take one of the other ways.',
    'جرت عدة محاولات. انتظر قليلًا من فضلك، أو اختر طريقة أخرى.',
  ],
});
