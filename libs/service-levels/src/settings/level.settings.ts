import type { LevelPolicy } from '../policy/level-policy.events.js';

/** Minutes around the clock, for tickets for which no policy is in force; 0: none. */
export interface LevelSettings {
  readonly firstResponseMinutes: number;
  readonly updateMinutes: number;
  readonly resolutionMinutes: number;
  readonly atRiskPercent: number;
}

export const defaultLevels: LevelSettings = {
  firstResponseMinutes: 240,
  updateMinutes: 1440,
  resolutionMinutes: 4320,
  atRiskPercent: 75,
};

/** The policy for tickets that no other one fits. */
export const defaultPolicy = (settings: LevelSettings): LevelPolicy => {
  const { firstResponseMinutes, updateMinutes, resolutionMinutes, atRiskPercent } = settings;
  const times = [
    { target: 'first-response', minutes: firstResponseMinutes, atRisk: atRiskPercent },
    { target: 'update', minutes: updateMinutes, atRisk: atRiskPercent },
    { target: 'resolution', minutes: resolutionMinutes, atRisk: atRiskPercent },
  ] as const;
  return {
    name: 'default',
    appliesTo: {},
    targets: times.filter(({ minutes }) => minutes > 0),
    pausesFor: ['customer', 'evidence'],
  };
};
