import { expect, test } from 'vitest';
import { changeOf, EMPTY_BRAND } from './brand-draft';

test('what was left empty is none, and a subdomain that nobody wrote is left to the server', () => {
  const change = changeOf({ ...EMPTY_BRAND, name: ' Papier ' }, null);
  expect(change).toMatchObject({ name: 'Papier', host_mapping: null, color: null });
  expect(change).not.toHaveProperty('subdomain');
});

test('a name that was not touched is not sent, so that the default brand keeps the desk’s', () => {
  const before = { ...EMPTY_BRAND, name: 'Atelier Lumen' };
  expect(changeOf({ ...before, color: '#0b6770' }, before)).not.toHaveProperty('name');
});
