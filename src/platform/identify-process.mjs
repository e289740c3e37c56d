// Plain JavaScript: the bootstrap needs it on Node 20, before anything is installed.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Who a process is: its id and the moment it began, so that an id which the system gave to
 * another program is somebody else. Undefined where it has ended (a zombie has ended).
 * @param {number} pid
 * @returns {string | undefined}
 */
export function identifyProcess(pid) {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') return identifyByProc(pid);
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], options).trim();
    return line === '' || line.startsWith('Z')
      ? undefined
      : `${pid} ${line.replace(/^\S+\s+/, '')}`;
  } catch {
    return undefined; // ps exits with 1 where there is no such process
  }
}

/** @param {number} pid */
function identifyByProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name may hold anything
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${pid} ${fields[19]} ${boot}`; // field 22 of proc(5): start time in ticks since boot
  } catch {
    return undefined;
  }
}
