import 'server-only';
import { z } from 'zod';
import { changeCompany } from '@/people/change-company';
import { companyName, createCompany } from '@/people/create-company';
import { deleteCompany } from '@/people/delete-company';
import { type CompanyView, readCompanies, readCompany } from '@/people/read-companies';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { asList, idParams, listOf, pageQuery, time } from '../_door/shapes';

const Company = z
  .object({
    id: z.uuid(),
    name: z.string(),
    domains: z.array(z.string()),
    contactCount: z.int(),
    createdAt: time,
  })
  .meta({ id: 'Company' });

const name = companyName.describe('At most 120 characters, no two companies alike');
const domains = z
  .array(z.string().max(253))
  .max(50)
  .describe('E-mail domains, such as `acme.com`; they replace all that there are');

const shown = ({ can: _, ...company }: CompanyView) => company;

export const createCompanyOperation = operation({
  method: 'POST',
  path: '/companies',
  summary: 'Add a company',
  scope: 'companies:write',
  body: z.object({ name, domains: domains.default([]) }),
  status: 201,
  answer: Company,
  run: async (scope, { body }) => {
    const { id } = await createCompany(scope, body);
    return shown(await readCompany(seeing(scope, 'companies:read'), id));
  },
});

export const listCompaniesOperation = operation({
  method: 'GET',
  path: '/companies',
  summary: 'List companies by name',
  scope: 'companies:read',
  query: pageQuery,
  status: 200,
  answer: listOf(Company),
  run: async (scope, { query }) => asList(await readCompanies(scope, query)),
});

export const readCompanyOperation = operation({
  method: 'GET',
  path: '/companies/{id}',
  summary: 'Read a company',
  scope: 'companies:read',
  params: idParams,
  status: 200,
  answer: Company,
  run: async (scope, { params }) => shown(await readCompany(scope, params.id)),
});

export const changeCompanyOperation = operation({
  method: 'PATCH',
  path: '/companies/{id}',
  summary: 'Change a company; what is left out stays',
  scope: 'companies:write',
  params: idParams,
  body: z.object({ name: name.optional(), domains: domains.optional() }),
  status: 200,
  answer: Company,
  run: async (scope, { params, body }) => {
    await changeCompany(scope, { ...body, id: params.id });
    return shown(await readCompany(seeing(scope, 'companies:read'), params.id));
  },
});

export const deleteCompanyOperation = operation({
  method: 'DELETE',
  path: '/companies/{id}',
  summary: 'Delete a company that has no contacts and no tickets',
  refuses: [409],
  scope: 'companies:write',
  params: idParams,
  status: 204,
  run: (scope, { params }) => deleteCompany(scope, params),
});
