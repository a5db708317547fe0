/** Who the administrator is; the reader of chains and the controllers use it. */
export const TEAM_SETTINGS = Symbol('team-settings');
