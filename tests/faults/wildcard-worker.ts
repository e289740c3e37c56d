import { readFileSync } from 'node:fs';
import https from 'node:https';
import acme from 'acme-client';
import { workOnWildcard } from '@/certificates/wildcard-order';
import { openLocks } from '@/platform/advisory-lock';
import { openDatabase } from '@/platform/db';

/** Works once on the wildcard, as a process of its own that can be killed. */
acme.axios.defaults.httpsAgent = new https.Agent({ ca: readFileSync(process.env.CA_FILE!) });
openDatabase(process.env.RUNTIME_URL!, 2);
openLocks(process.env.RUNTIME_URL!);
await workOnWildcard();
process.exit(0);
