import 'server-only';
import { z } from 'zod';
import type { ApiKey, Scope } from '@/access/scope';
import { oneLine } from '@/people/person-input';
import { ChangeProvider, changeProvider } from '@/session/provider/change-provider';
import { createProvider } from '@/session/provider/create-provider';
import { deleteProvider } from '@/session/provider/delete-provider';
import { providerKinds } from '@/session/provider/provider-kinds';
import { readProvider, readProviders } from '@/session/provider/read-providers';
import { changeSignIn } from '@/settings/change-sign-in';
import { setting } from '@/settings/tenant-settings';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';

const Provider = z
  .object({
    id: z.uuid(),
    kind: z.enum(providerKinds),
    realm: z.enum(['contact', 'technician']).describe('Whom it signs in'),
    name: z.string().describe('On the button'),
    issuer: z.string(),
    clientId: z.string().describe('Empty until it was set'),
    hasSecret: z.boolean().describe('Whether there is a client secret; it is never returned'),
    companyIds: z.array(z.uuid()).describe('Whose people it signs in; empty: everybody’s'),
    enabled: z.boolean(),
    redirectUris: z.array(z.string()).describe('What to register with the provider'),
  })
  .meta({ id: 'SignInProvider' });

const link = z.boolean().describe('Whether contacts may sign in by a link that is mailed to them');

const SignIn = z.object({ link, providers: z.array(Provider) }).meta({ id: 'SignInSettings' });

export const readSignInOperation = operation({
  method: 'GET',
  path: '/settings/sign-in',
  summary: 'Read how people may sign in',
  scope: 'settings:read',
  status: 200,
  answer: SignIn,
  run: shown,
});

export const changeSignInOperation = operation({
  method: 'PATCH',
  path: '/settings/sign-in',
  summary: 'Change how contacts may sign in',
  scope: 'settings:write',
  body: z.object({ link: link.optional() }),
  status: 200,
  answer: SignIn,
  run: async (scope, { body }) => {
    const signIn = await changeSignIn(scope, body);
    const settings = { ...scope.settings, signIn };
    return shown(seeing({ ...scope, settings }, 'settings:read'));
  },
});

export const createProviderOperation = operation({
  method: 'POST',
  path: '/settings/sign-in/providers',
  summary: 'Add a provider of sign-ins',
  description:
    'It is off, and without a client: register one with the provider first, with the `redirectUris` of the answer. Providers for technicians are made in the console.',
  scope: 'settings:write',
  body: z.object({
    kind: z.enum(providerKinds),
    name: oneLine(40).optional().describe('Needed for `oidc`'),
    issuer: z
      .string()
      .trim()
      .max(500)
      .default('')
      .describe('`oidc`: the issuer. `microsoft`: the directory’s (tenant’s) id. `google`: none'),
  }),
  status: 201,
  answer: Provider,
  refuses: [409],
  run: async (scope, { body }) => {
    const { id } = await createProvider(scope, { ...body, realm: 'contact' });
    return readProvider(seeing(scope, 'settings:read'), id);
  },
});

const params = z.object({ id: z.uuid() });

export const changeProviderOperation = operation({
  method: 'PATCH',
  path: '/settings/sign-in/providers/{id}',
  summary: 'Change a provider of sign-ins',
  description: 'What is left out stays, the client secret too.',
  scope: 'settings:write',
  params,
  body: ChangeProvider.omit({ id: true }).extend({ enabled: z.boolean().optional() }),
  status: 200,
  answer: Provider,
  refuses: [409],
  run: async (scope, { params: { id }, body }) => {
    await changeProvider(scope, { ...body, id });
    return readProvider(seeing(scope, 'settings:read'), id);
  },
});

export const deleteProviderOperation = operation({
  method: 'DELETE',
  path: '/settings/sign-in/providers/{id}',
  summary: 'Delete a provider of sign-ins',
  description: 'Which account of it belonged to whom is forgotten. Sessions go on.',
  scope: 'settings:write',
  params,
  status: 204,
  run: (scope, { params }) => deleteProvider(scope, params),
});

async function shown(scope: Scope<ApiKey>) {
  return { link: setting(scope, 'signIn').link, providers: await readProviders(scope) };
}
