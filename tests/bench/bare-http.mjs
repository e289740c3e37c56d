import { createServer } from 'node:http';

// Node's own server and nothing else: the ceiling of this machine.
createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/plain');
  response.end('Hello\n');
}).listen(Number(process.argv[2]), '127.0.0.1');
