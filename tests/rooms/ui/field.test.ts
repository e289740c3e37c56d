import { createElement as h } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Checkbox } from '@/ui/checkbox';
import { FormContext } from '@/ui/form-context';
import { RadioGroup } from '@/ui/radio-group';
import { Select } from '@/ui/select';
import { TextArea } from '@/ui/text-area';
import { TextField } from '@/ui/text-field';

const answer = { fields: { title: 'Give it a title.' }, values: { title: 'Half', impact: 'all' } };

function attribute(html: string, tag: string, name: string): string | undefined {
  const found = new RegExp(`<${tag}[^>]*?\\s${name}="([^"]*)"`).exec(html);
  return found?.[1];
}

test('a field bears the form’s message about it, and its label and help', () => {
  const field = h(TextField, { name: 'title', label: 'Title', help: 'A few words' });
  const html = renderToStaticMarkup(h(FormContext, { value: answer }, field));
  expect(attribute(html, 'label', 'for')).toBe(attribute(html, 'input', 'id'));
  expect(attribute(html, 'input', 'aria-invalid')).toBe('true');
  const described = attribute(html, 'input', 'aria-describedby')?.split(' ') ?? [];
  expect(described).toHaveLength(2);
  for (const part of described) expect(html).toContain(`id="${part}"`);
  expect(html).toContain('Give it a title.');
});

test('what was typed comes back in a page that was posted without scripts', () => {
  const options = [
    { value: 'me', label: 'Me' },
    { value: 'all', label: 'All' },
  ];
  const html = renderToStaticMarkup(
    h(
      FormContext,
      { value: answer },
      h(TextField, { name: 'title', label: 'Title', defaultValue: 'old' }),
      h(TextArea, { name: 'body', label: 'Body', defaultValue: 'kept' }),
      h(Select, { name: 'impact', label: 'Impact', options }),
    ),
  );
  expect(attribute(html, 'input', 'value')).toBe('Half');
  expect(html).toContain('>kept</textarea>');
  expect(html).toMatch(/<option value="all" selected/);
});

test('without a message nothing is called invalid', () => {
  const options = [{ value: 'a', label: 'A' }];
  const html = renderToStaticMarkup(
    h(
      'div',
      null,
      h(TextField, { name: 'title', label: 'Title' }),
      h(Checkbox, { name: 'cc', label: 'Copy' }),
      h(RadioGroup, { name: 'plan', legend: 'Plan', options, defaultValue: 'a' }),
    ),
  );
  expect(html).not.toContain('aria-invalid');
  expect(html).not.toContain('aria-describedby');
  expect(html).toMatch(/type="radio"[^>]*checked/);
});
