import { access } from '#access';
import { audit } from '#audit';
import { contacts } from '#contacts';
import { directory } from '#directory';
import { escalations } from '#escalations';
import { identityChecks } from '#identity-checks';
import { needs } from '#needs';
import { notifications } from '#notifications';
import type { AnyContextDefinition, ConfigOf, Context } from '#platform';
import { promises } from '#promises';
import { records } from '#records';
import { serviceLevels } from '#service-levels';
import { teams } from '#teams';
import { tickets } from '#tickets';

/**
 * Every bounded context of Amends: an app is this list. A new context is its own folder and one
 * line here.
 */
const definitions = [
  tickets,
  records,
  notifications,
  identityChecks,
  directory,
  access,
  serviceLevels,
  audit,
  teams,
  promises,
  contacts,
  needs,
  escalations,
] as const;

type Merged<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** The settings of all contexts. */
export const contextSettings = Object.assign(
  {},
  ...definitions.map(({ settings }) => settings),
) as Merged<(typeof definitions)[number]['settings']>;

/** The contexts, built with a configuration. */
export const contextsOf = (config: ConfigOf<typeof contextSettings>): readonly Context[] =>
  definitions.map(({ create }: AnyContextDefinition) => create(config));
