import { rulebook } from '#eventing';

/** What is refused about notifications. */
export const ensure = rulebook('notification', {
  'another-matter': [
    'conflict',
    'This notification is for another customer, or on another topic.',
    'هذا الإشعار لعميل آخر أو في موضوع آخر.',
  ],
});
