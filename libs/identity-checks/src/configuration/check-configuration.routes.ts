import { described, type Role, type RouteRow, staff, strictObject, Type } from '#platform';

const concerned: readonly Role[] = ['customer', ...staff, 'integration'];
const text = Type.String();
const count = Type.Integer({ minimum: 1 });

const Challenge = strictObject({
  challenge: described(text, 'What a check is started with.'),
  says: described(text, 'What it takes, in the language of Accept-Language.'),
  rounds: described(
    Type.Array(Type.Array(text)),
    'The factors that are asked for together, round by round.',
  ),
  need: described(count, 'How many factors must match.'),
});

const Configuration = strictObject({
  challenges: described(Type.Array(Challenge), 'The challenges that you can start.'),
  open: described(count, 'Seconds within which a check must be answered.'),
  believed: described(count, 'Seconds for which a passed check counts.'),
});

export const checkConfigurationRoutes = {
  checks: {
    name: 'readIdentityCheckConfiguration',
    method: 'GET',
    path: '/v1/configuration/identity-checks',
    summary: 'What is configured of identity checks: the challenges that you can start.',
    roles: concerned,
    answer: {
      schema: Configuration,
      example: {
        challenges: [
          {
            challenge: 'code',
            says: 'Have a code sent to a telephone number or e-mail address that we know.',
            rounds: [['one-time-code']],
            need: 1,
          },
        ],
        open: 1800,
        believed: 1800,
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
