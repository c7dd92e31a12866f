import { expect, test } from 'vitest';
import { addInvitees, readInvitees } from './invitees';

const emails = (text: string) => readInvitees(text).invitees.map((invitee) => invitee.email);

test('a pasted list is read whatever separates it', () => {
  expect(emails('a@x.fr, b@x.fr;c@x.fr\nd@x.fr e@x.fr')).toEqual([
    'a@x.fr',
    'b@x.fr',
    'c@x.fr',
    'd@x.fr',
    'e@x.fr',
  ]);
});

test('names written with addresses are kept', () => {
  const { invitees } = readInvitees('"Inès Rahmani" <Ines@Lumen.fr>, Marc <marc@lumen.fr>');
  expect(invitees).toMatchObject([
    { name: 'Inès Rahmani', email: 'ines@lumen.fr' },
    { name: 'Marc', email: 'marc@lumen.fr' },
  ]);
});

test('what is no address is given back to be mended', () => {
  const { invitees, rest } = readInvitees('marc@lumen, ines@lumen.fr\nLéa');
  expect(invitees).toHaveLength(1);
  expect(rest).toEqual(['marc@lumen', 'Léa']);
});

test('nobody is invited twice', () => {
  const { invitees } = readInvitees('ines@lumen.fr');
  expect(addInvitees(invitees, readInvitees('INES@lumen.fr').invitees)).toEqual(invitees);
});
