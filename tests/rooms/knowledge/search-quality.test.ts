import { expect, it } from 'vitest';
import { evaluate, publishEvaluationArticles, questionsOf } from '~tests/bench/evaluate-search';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asContact, asSystem, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const names = await publishEvaluationArticles(await asSystem(tenant));
const contact = await asContact(tenant);

it('finds what people ask for in five languages, and shows nothing where nothing answers', async () => {
  const questions = questionsOf('held-out');
  expect(questions.length).toBeGreaterThanOrEqual(300);
  const figures = await evaluate(contact, names, questions);
  expect(figures.hitAt3).toBeGreaterThanOrEqual(0.95);
  expect(figures.refused).toBeGreaterThanOrEqual(0.85);
}, 120_000);
