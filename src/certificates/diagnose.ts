import type { DomainCause } from '@/tenants/tables';
import type { Diagnosis, Finding } from './diagnosis';
import type { HostFacts } from './host-facts';
import { judgeAddresses, judgePort80, judgeProxy, type Ways, waysOf } from './judge-addresses';
import { judgeCaa } from './judge-caa';
import { judgeCname, judgeTxt, type Proofs, proofsOf, type Standing } from './judge-proof';

/** Seconds after which a look can find something else where no record's TTL says so. */
const soon = 60;

/**
 * What is right and wrong with a host's DNS, each thing with what should be there, what is there
 * and one way to mend it.
 */
export function diagnose(facts: HostFacts, standing: Standing = {}): Diagnosis {
  const ways = waysOf(facts);
  const proofs = proofsOf(facts);
  const leadsHere = ways.here.length > 0;
  const findings = [
    leadsHere && proofs.byTxt && !proofs.byCname ? undefined : judgeCname(facts, proofs, ways),
    judgeTxt(facts, proofs, ways, standing),
    ...judgeWay(facts, proofs, ways),
    judgeProxy(facts, ways),
    judgeCaa(facts),
    judgePort80(facts, ways),
  ].filter((finding) => finding !== undefined);
  const wrong = findings.filter((finding) => finding.verdict === 'wrong');
  return {
    at: facts.at,
    isProved: proofs.byCname ? !standing.needsTxt || proofs.byTxt : proofs.byTxt && leadsHere,
    leadsHere,
    isZoneApex: facts.isZoneApex,
    mayIssue: !wrong.some((finding) => finding.check === 'caa'),
    findings,
    cause: wrong[0]?.cause ?? null,
    lookAgainAfter: Math.max(soon, ...wrong.map((finding) => finding.ttl ?? 0)),
  };
}

/** Where the host is ours by its records: does everybody who takes them arrive? */
function judgeWay(facts: HostFacts, { byCname }: Proofs, ways: Ways): Finding[] {
  if (byCname && facts.addresses.length === 0) {
    const isSilent = facts.end === 'silent';
    const cause: DomainCause = isSilent
      ? { key: 'nameServerSilent', values: { name: facts.endName } }
      : { key: 'ownTargetMissing', values: { target: facts.target } };
    return [{ check: 'address', verdict: 'wrong', expected: facts.ours, found: [], cause }];
  }
  return byCname || ways.here.length > 0 ? judgeAddresses(facts, ways) : [];
}
