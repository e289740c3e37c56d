import { describe, expect, it } from 'vitest';
import { changeView } from '@/tickets/desk/change-view';
import { deleteView } from '@/tickets/desk/delete-view';
import { moveView } from '@/tickets/desk/move-view';
import { readSavedViews } from '@/tickets/desk/read-saved-views';
import { mostViews, saveView } from '@/tickets/desk/save-view';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asTechnician } from '~tests/setup/tenants';
import { auditedBy, makeDesk } from '../desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { admin, tenant } = desk;

const names = async (scope: typeof admin) => (await readSavedViews(scope)).map(({ name }) => name);
const save = async (scope: typeof admin, name: string, forTeam = false) =>
  (await saveView(scope, { name, query: 'view=mine', forTeam })).id;

describe('saved views', () => {
  it('are saved, renamed, moved and deleted, each with one entry in the log', async () => {
    const me = await asTechnician(tenant);
    await save(me, 'First');
    let id = '';
    const events = await auditedBy(tenant, async () => {
      id = await save(me, 'Second');
      await changeView(me, { id, name: 'Other' });
      await changeView(me, { id, name: 'Other' });
      await moveView(me, { id, direction: 'up' });
      await moveView(me, { id, direction: 'up' });
    });
    expect(events).toEqual(['savedView.created', 'savedView.changed', 'savedView.moved']);
    expect(await names(me)).toEqual(['Other', 'First']);
    expect(await auditedBy(tenant, () => deleteView(me, { id }))).toEqual(['savedView.deleted']);
    expect(await names(me)).toEqual(['First']);
  });

  it('move one place at a time within their own list', async () => {
    const me = await asTechnician(tenant);
    await save(admin, 'Team’s', true);
    await save(me, 'A');
    const b = await save(me, 'B');
    await save(me, 'C');
    await moveView(me, { id: b, direction: 'down' });
    expect(await names(me)).toEqual(['Team’s', 'A', 'C', 'B']);
    await moveView(me, { id: b, direction: 'up' });
    await moveView(me, { id: b, direction: 'up' });
    await moveView(me, { id: b, direction: 'up' });
    expect(await names(me)).toEqual(['Team’s', 'B', 'A', 'C']);
  });

  it('moved at once from both ends, none is lost and nobody waits forever', async () => {
    const me = await asTechnician(tenant);
    const ids: string[] = [];
    for (const name of ['V', 'W', 'X', 'Y', 'Z']) ids.push(await save(me, name));
    const own = async () => (await names(me)).filter((name) => name !== 'Team’s');
    await Promise.all([
      ...ids.map((id) => moveView(me, { id, direction: 'up' })),
      ...ids.map((id) => moveView(me, { id, direction: 'down' })),
    ]);
    expect((await own()).toSorted()).toEqual(['V', 'W', 'X', 'Y', 'Z']);
  });

  it('deleted twice at once, one is told that it is gone', async () => {
    const me = await asTechnician(tenant);
    const id = await save(me, 'Mine');
    const events = await auditedBy(tenant, async () => {
      const ends = await Promise.allSettled([1, 2].map(() => deleteView(me, { id })));
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
    expect(events).toEqual(['savedView.deleted']);
  });

  it('of another technician or tenant are not found', async () => {
    const me = await asTechnician(tenant);
    const id = await save(me, 'Mine');
    for (const scope of [admin, desk.technician, other.admin]) {
      expect(await names(scope)).not.toContain('Mine');
      expect((await refusalOf(changeView(scope, { id, name: 'x' }))).status).toBe(404);
      expect((await refusalOf(moveView(scope, { id, direction: 'up' }))).status).toBe(404);
      expect((await refusalOf(deleteView(scope, { id }))).status).toBe(404);
    }
    expect(await names(me)).toContain('Mine');
  });

  it('the team’s are seen by all and changed by admins alone', async () => {
    const reason = { status: 403, key: 'tickets.teamByAdmins' };
    expect(await refusalOf(save(desk.technician, 'Ours', true))).toMatchObject(reason);
    const id = await save(admin, 'Ours', true);
    expect(await names(desk.technician)).toContain('Ours');
    expect(await names(other.technician)).toEqual([]);
    const renamed = changeView(desk.technician, { id, name: 'x' });
    expect(await refusalOf(renamed)).toMatchObject(reason);
    const moved = moveView(desk.technician, { id, direction: 'up' });
    expect(await refusalOf(moved)).toMatchObject(reason);
    expect(await refusalOf(deleteView(desk.technician, { id }))).toMatchObject(reason);
    await changeView(admin, { id, name: 'All of ours' });
    expect(await names(desk.technician)).toContain('All of ours');
  });

  it('are at most so many', async () => {
    const me = await asTechnician(tenant);
    for (let at = 0; at < mostViews; at += 1) await save(me, `View ${at}`);
    expect(await refusalOf(save(me, 'One more'))).toMatchObject({
      status: 409,
      key: 'tickets.tooManyViews',
    });
  });
});
