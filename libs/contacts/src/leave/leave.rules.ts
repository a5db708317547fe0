import { rulebook } from '#eventing';

/** What is refused about leaves to speak. About a stranger's leave customers always get `not-found`. */
export const ensure = rulebook('leave', {
  'not-found': ['missing', 'Leave to speak not found.', 'لا يوجد إذن كهذا بالتحدث.'],
  'for-the-customer': [
    'forbidden',
    'Only the customer gives and withdraws this, or staff on their behalf.',
    'لا يمنح هذا الإذن ولا يسحبه إلا العميل، أو موظف باسمه.',
  ],
  'to-yourself': [
    'invalid',
    'Nobody needs leave to speak for themselves.',
    'لا يحتاج أحد إلى إذن ليتحدث عن نفسه.',
  ],
  'ticket-or-everything': [
    'invalid',
    'Name a ticket where the leave is for one, and none where it is for everything.',
    'اذكر التذكرة إن كان الإذن لتذكرة، ولا تذكر أي تذكرة إن كان لكل شيء.',
  ],
  'until-past': ['invalid', 'The leave must end in the future.', 'يجب أن ينتهي الإذن في المستقبل.'],
  'system-only': [
    'forbidden',
    'Only the system does this, when a customer is erased.',
    'يحدث هذا من تلقاء نفسه عند محو بيانات العميل.',
  ],
});
