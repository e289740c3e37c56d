import type { Diagnosis, Instruction } from './diagnosis';
import { proofName, proofValue } from './host-facts';

/**
 * The records to enter for a claim. Until something else was seen, that is one CNAME, with the TXT
 * record for where no CNAME can stand. At the apex of a zone it is addresses and the TXT record;
 * where the TXT record is needed beside what leads here, it is no alternative any more.
 */
export function instructionsFor(
  { host, claim }: { host: string; claim: string },
  base: string,
  diagnosis: Diagnosis | null,
): Instruction[] {
  const findings = diagnosis?.findings ?? [];
  const isApex = findings.some((finding) => finding.cause?.key === 'apex');
  const needsTxt =
    isApex || findings.some(({ check, verdict }) => check === 'proof' && verdict !== 'warning');
  const addresses = findings.find(({ cause }) => cause?.key === 'apex')?.expected ?? [];
  const target = `${claim}.${base}`;
  const isByTxt =
    !findings.some(({ check }) => check === 'cname') &&
    findings.some(({ check, verdict }) => check === 'proof' && verdict === 'right');
  return [
    ...(isApex
      ? addresses.map((value) => addressRecord(host, value))
      : [
          {
            type: 'CNAME',
            name: host,
            value: target,
            purpose: 'both',
            isAlternative: isByTxt,
          } as const,
        ]),
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
