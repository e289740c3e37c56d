import { randomBytes } from 'node:crypto';
import net from 'node:net';

/**
 * Asks the TLS port of argument 1 for random names, argument 2 of them a second, until it is
 * told to stop. By hand-made first messages: a client that really encrypted would take the
 * processor from what is measured. Prints how many were answered.
 */
const [port, perSecond] = process.argv.slice(2).map(Number);
const pause = 2; // evenly, not in bursts
let answered = 0;
let due = 0;

const size = (value, width) => {
  const sized = Buffer.alloc(width);
  sized.writeUIntBE(value, 0, width);
  return sized;
};
const extension = (kind, body) => Buffer.concat([size(kind, 2), size(body.length, 2), body]);

function hello(name) {
  const bytes = Buffer.from(name);
  const entry = Buffer.concat([Buffer.from([0]), size(bytes.length, 2), bytes]);
  const extensions = Buffer.concat([
    extension(0, Buffer.concat([size(entry.length, 2), entry])),
    extension(10, Buffer.from([0, 2, 0, 23])), // secp256r1
    extension(11, Buffer.from([1, 0])),
    extension(13, Buffer.from([0, 2, 4, 3])), // ecdsa_secp256r1_sha256
  ]);
  const message = Buffer.concat([
    Buffer.from([3, 3]),
    randomBytes(32),
    Buffer.from([0, 0, 2, 0xc0, 0x2b, 1, 0]), // TLS 1.2, ECDHE-ECDSA-AES128-GCM-SHA256
    size(extensions.length, 2),
    extensions,
  ]);
  const handshake = Buffer.concat([Buffer.from([1]), size(message.length, 3), message]);
  return Buffer.concat([Buffer.from([22, 3, 1]), size(handshake.length, 2), handshake]);
}

function ask() {
  const socket = net.connect(port, '127.0.0.1', () => {
    socket.write(hello(`${randomBytes(6).toString('hex')}.example`));
  });
  socket.on('data', () => {
    answered++;
    socket.destroy();
  });
  socket.on('error', () => {});
}

setInterval(() => {
  for (due += (perSecond * pause) / 1000; due >= 1; due--) ask();
}, pause);

process.on('SIGTERM', () => {
  process.stdout.write(`${answered}\n`);
  process.exit(0);
});
