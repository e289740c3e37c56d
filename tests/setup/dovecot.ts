import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { freePort } from './free-port';

export interface Dovecot {
  /** In the open and by STARTTLS; from the first byte by TLS. */
  port: number;
  tlsPort: number;
  password: string;
  /** A client of the user's own, signed in: to put mails there and to see what became of them. */
  visit<T>(user: string, work: (client: ImapFlow) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** Where `dovecot` is (`npm test` brings it where it may). */
const program = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'];

/**
 * A real Dovecot 2.3 on loopback. Every user exists, with one password; a mailbox is made by the
 * first who signs in to it.
 */
export async function startDovecot({ cert, key }: { cert: string; key: string }): Promise<Dovecot> {
  const dovecot = program.find((file) => existsSync(file));
  if (!dovecot) throw new Error('dovecot is missing: apt-get install dovecot-imapd');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-imap-'));
  chmodSync(folder, 0o755);
  const [port, tlsPort] = [await freePort(), await freePort()];
  const password = 'correct-horse';
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text, { mode: 0o600 });
    return path.join(folder, name);
  };
  const owner = ownerOfMail(folder);
  const conf = file(
    'dovecot.conf',
    `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${file('cert.pem', cert)}
ssl_key = <${file('key.pem', key)}
disable_plaintext_auth = no
auth_failure_delay = 0
mail_max_userip_connections = 100
${owner.settings}
mail_location = maildir:~/mail
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/users/%u
}
namespace inbox {
  inbox = yes
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
  ${owner.inChroot}
}
service anvil {
  ${owner.inChroot}
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
`,
  );
  const child = spawn(dovecot, ['-F', '-c', conf], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part;
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; !(await answers(port)); tries++) {
    if (child.exitCode !== null || tries === 100) {
      await stop();
      throw new Error(`dovecot did not start:\n${said}`);
    }
    await sleep(50);
  }
  return {
    port,
    tlsPort,
    password,
    stop,
    async visit(user, work) {
      const auth = { user, pass: password };
      const client = new ImapFlow({
        host: '127.0.0.1',
        port,
        doSTARTTLS: false,
        auth,
        logger: false,
      });
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.logout();
      }
    },
  };
}

/** Root keeps mail as nobody, whom Dovecot takes for a user like any other; others as themselves. */
function ownerOfMail(folder: string) {
  const users = path.join(folder, 'users');
  mkdirSync(users);
  const { uid, gid, username } = os.userInfo();
  if (uid !== 0) {
    const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
    const settings = [
      `default_internal_user = ${username}`,
      `default_internal_group = ${group}`,
      `default_login_user = ${username}`,
      'first_valid_gid = 0',
    ].join('\n');
    return { uid, gid, settings, inChroot: 'chroot =' };
  }
  const nobody = 65_534;
  chownSync(users, nobody, nobody);
  return { uid: nobody, gid: nobody, settings: 'first_valid_gid = 0', inChroot: '' };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', () => end(true)); // the greeting
    socket.once('error', () => end(false));
  });
}
