import type { Diagnosis, Instruction } from './diagnosis';
import { proofName, proofValue } from './host-facts';

/**
 * The records to enter for a claim. Until something else was seen, that is one CNAME, with the TXT
 * record for where no CNAME can stand. Where visitors arrive without one that can be seen (behind a
 * proxy, flattened, at the apex of a zone), the TXT record is all; an apex that leads elsewhere
 * needs addresses too, and another tenant's tombstone both records.
 */
export function instructionsFor(
  { host, claim }: { host: string; claim: string },
  base: string,
  diagnosis: Diagnosis | null,
): Instruction[] {
  const findings = diagnosis?.findings ?? [];
  const addresses = findings.find(({ cause }) => cause?.key === 'apex')?.expected ?? [];
  const isHidden = diagnosis?.leadsHere && !findings.some(({ check }) => check === 'cname');
  const takesCname = !isHidden && !diagnosis?.isZoneApex;
  const needsTxt =
    !takesCname ||
    findings.some(({ check, verdict }) => check === 'proof' && verdict !== 'warning');
  const cname: Instruction = {
    type: 'CNAME',
    name: host,
    value: `${claim}.${base}`,
    purpose: 'both',
    isAlternative: false,
  };
  return [
    ...(takesCname ? [cname] : addresses.map((value) => addressRecord(host, value))),
    {
      type: 'TXT',
      name: proofName(host),
      value: proofValue(claim),
      purpose: 'proof',
      isAlternative: !needsTxt,
    },
  ];
}

function addressRecord(name: string, value: string): Instruction {
  const type = value.includes(':') ? 'AAAA' : 'A';
  return { type, name, value, purpose: 'route', isAlternative: false };
}
