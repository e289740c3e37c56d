import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as others } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { bodyOfStream } from '@/app/api/body-of-stream';
import { newId } from '@/platform/ids';
import { readWhenAsked } from '@/platform/read-when-asked';

const aFile = async (text: string) => {
  const file = path.join(inject('dataDir'), newId());
  await writeFile(file, text);
  return file;
};

it('asks for nothing before somebody asks for the body, as nobody does for HEAD', async () => {
  let asked = 0;
  const stream = new Readable({
    read() {
      this.push(++asked > 3 ? null : 'bytes');
    },
  });
  const answer = new Response(bodyOfStream(stream));
  for (let turn = 0; turn < 10; turn++) await others();
  expect(asked).toBe(0);
  expect(await answer.text()).toBe('bytesbytesbytes');
});

it('opens a file when its bytes are asked for, not before', async () => {
  const file = await aFile('whole');
  expect(await (await readWhenAsked(file))!.toArray()).toEqual([Buffer.from('whole')]);
  const late = (await readWhenAsked(file))!;
  await rm(file);
  await expect(late.toArray()).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readWhenAsked(file)).toBeUndefined();
});

it('a reader who leaves half-way ends the stream', async () => {
  const file = await aFile('x'.repeat(500_000));
  const stream = (await readWhenAsked(file))!;
  const reader = bodyOfStream(stream).getReader();
  expect((await reader.read()).value!.length).toBeLessThan(500_000);
  await reader.cancel();
  expect(stream.destroyed).toBe(true);
  await rm(file);
});
