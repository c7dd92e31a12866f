import { describe, expect, it } from 'vitest';
import screens from '@/i18n/en';
import later from '@/i18n/en-later';
import { createTranslate } from '@/i18n/texts';
import { fieldName, valueWords } from './words';

const t = createTranslate('en', { ...screens, ...later });

describe('a change of a setting in words', () => {
  it('names fields as the pages do, and others as the API', () => {
    expect(fieldName('group_ids', t)).toBe('Teams');
    expect(fieldName('imap.host', t)).toBe('Imap · host');
  });

  it('reads values of every kind', () => {
    expect(valueWords('active', false, t)).toBe('No');
    expect(valueWords('role', 'agent', t)).toBe('Agent');
    expect(valueWords('group_ids', ['Repairs', 'Sales'], t)).toBe('Repairs, Sales');
    expect(valueWords('phone', null, t)).toBe('—');
  });
});
