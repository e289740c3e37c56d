import { benchImport } from './bench-import';
import { benchInbound } from './bench-inbound';
import { benchPages } from './bench-pages';
import { benchPicker } from './bench-picker';
import { benchPublic } from './bench-public';
import { benchReports } from './bench-reports';
import { benchScale } from './bench-scale';
import { benchSearch } from './bench-search';
import { benchTls } from './bench-tls';

/**
 * `npm run bench` measures the pages, `npm run bench -- scale` the list's latency from ten
 * thousand to a million tickets, `npm run bench -- tls` handshakes with ten thousand certificates,
 * `npm run bench -- picker` the search among a hundred thousand contacts, `npm run bench -- import`
 * the dry run of ten thousand lines, `npm run bench -- search` what the search of articles finds
 * and how long it takes, `npm run bench -- public` articles for who is signed out,
 * `npm run bench -- reports` the reports of a hundred thousand tickets. Only ratios within one run mean anything: machines differ.
 */
const benches = {
  pages: benchPages,
  scale: benchScale,
  tls: benchTls,
  picker: benchPicker,
  import: benchImport,
  inbound: benchInbound,
  search: benchSearch,
  public: benchPublic,
  reports: benchReports,
};

const wanted = process.argv[2] ?? 'pages';
const bench = benches[wanted as keyof typeof benches];
if (bench) await bench();
else {
  process.stderr.write(`There is no benchmark "${wanted}": ${Object.keys(benches).join(', ')}.\n`);
  process.exitCode = 2;
}
