import { expect, it } from 'vitest';
import { typedValues } from '@/session/typed-values';

it('gives back texts, and never secrets, lists, files or what React adds', () => {
  const form = new FormData();
  for (const [name, value] of [
    ['name', 'Jane'],
    ['empty', ''],
    ['password', 'hunter2'],
    ['current', 'old one'],
    ['next', 'new one'],
    ['token', 'abc'],
    ['$ACTION_KEY', 'k'],
    ['scopes', 'a'],
    ['scopes', 'b'],
  ] as const) {
    form.append(name, value);
  }
  form.append('file', new Blob(['x']));
  expect(typedValues(form)).toEqual({ name: 'Jane', empty: '' });
});
