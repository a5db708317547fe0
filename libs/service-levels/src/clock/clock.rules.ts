import { rulebook } from '#eventing';

/** What is refused about clocks. */
export const ensure = rulebook('service-clock', {
  'staff-only': [
    'forbidden',
    'Only staff can ask what another version of a policy would have said.',
    'السؤال عما كانت ستقوله نسخة أخرى من السياسة متاح للموظفين فقط.',
  ],
});
