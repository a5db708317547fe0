import { describe, expect, it } from '@jest/globals';
import { principalIn } from './credential.js';

const from = { tenant: 'tenant', role: 'role', name: 'name', scope: 'scope' };
const known = { tenant: 'demo', sub: 'ana' };

describe('a claim', () => {
  it.each([
    ['role', { role: 'agent' }],
    ['realm_access.roles', { realm_access: { roles: ['agent', 'offline'] } }],
    ['https://example.org/role', { 'https://example.org/role': 'agent' }],
    ['https://example.org/desk.role', { 'https://example.org/desk': { role: 'agent' } }],
    ['a.b', { 'a.b': 'agent', a: { b: 'manager' } }],
  ])('is found by its whole name, or inside: %s', (role, claims) => {
    expect(principalIn({ ...known, ...claims }, { ...from, role })?.role).toBe('agent');
  });

  it.each(['constructor.name', 'https://example.org', 'role.length'])(
    'is not found where there is none: %s',
    (role) => {
      const claims = { ...known, role: 'agent', 'https://example.org/role': 'agent' };
      expect(principalIn(claims, { ...from, role })).toBeUndefined();
    },
  );
});
