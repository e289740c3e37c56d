import { expect, it } from 'vitest';
import { newId } from '@/platform/ids';
import { createDefaultStatuses } from '@/tickets/default-statuses';
import { openTicket } from '@/tickets/open-ticket';
import { readNumbers } from '@/tickets/read-numbers';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asContact, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';
