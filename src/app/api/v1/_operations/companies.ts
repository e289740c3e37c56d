import 'server-only';
import { z } from 'zod';
import { ChangeCompany, changeCompany } from '@/people/change-company';
import { CreateCompany, createCompany } from '@/people/create-company';
import { deleteCompany } from '@/people/delete-company';
import { type CompanyView, readCompanies, readCompany } from '@/people/read-companies';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { asList, idParams, listOf, noBody, noQuery, pageQuery, time } from '../_door/shapes';

const Company = z
  .object({
    id: z.uuid(),
    name: z.string(),
    domains: z.array(z.string()),
    contactCount: z.int(),
    createdAt: time,
  })
  .meta({ id: 'Company' });

const shown = ({ can: _, ...company }: CompanyView) => company;

export const createCompanyOperation = operation({
  method: 'POST',
  path: '/companies',
  summary: 'Add a company',
  scope: 'companies:write',
  params: noBody,
  query: noQuery,
  body: CreateCompany,
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
  params: noBody,
  query: pageQuery,
  body: noBody,
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
  query: noQuery,
  body: noBody,
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
  query: noQuery,
  body: ChangeCompany.omit({ id: true }),
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
  scope: 'companies:write',
  params: idParams,
  query: noQuery,
  body: noBody,
  status: 204,
  run: (scope, { params }) => deleteCompany(scope, params),
});
