import { accessViews } from '#access';
import { wordOverRecord } from '#claims';
import { importUserPolicy, entriesView } from '#directory';
import { changePolicies } from '#identity-checks';
import { recordPolicies, recordViews } from '#records';
import { ticketPolicies, ticketViews } from '#tickets';

/** Everything that asks for something by itself when it is due. */
export const embeddedPolicies = [
  ...ticketPolicies,
  ...recordPolicies(),
  importUserPolicy,
  ...changePolicies(),
];

/** Everything that is kept in the file of views. */
export const embeddedViews = [
  ...ticketViews,
  ...recordViews(wordOverRecord),
  entriesView,
  ...accessViews,
  ...embeddedPolicies,
];
