import { testDataPassword } from '@/cli/load-test-data';
import { fillForm } from '~tests/setup/forms';
import { cookiesOf, visit } from '~tests/setup/visit';

/** Signs a contact of the test data in through the form, as a browser does; returns the cookie. */
export async function signIn(origin: string, contact: number): Promise<string> {
  const post = await signInPost(origin, contact);
  const answer = await visit(origin, '/sign-in', post);
  const cookie = cookiesOf(answer);
  if (!/servicedesk-contact=/.test(cookie)) {
    throw new Error(`contact-${contact} could not sign in at ${origin}: ${answer.status}`);
  }
  return cookie;
}

/** The request that signs a contact in: the page's own hidden fields and the credentials. */
export async function signInPost(origin: string, contact: number) {
  const page = await visit(origin, '/sign-in');
  const form = fillForm(page.body.toString(), 'password', {
    login: `contact-${contact}`,
    password: testDataPassword,
  });
  return { method: 'POST' as const, body: form.body, headers: { ...form.headers, origin } };
}
