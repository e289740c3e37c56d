import { cadSeats } from './attachments';
import type { DemoTicket } from './shapes';

export const alderFinchPeopleTickets = [
  {
    key: 'new-starter',
    title: 'New starter on Monday: Hannah Bright',
    description: `Hannah joins us on Monday as a Part II architectural assistant. Could you have everything ready for 9 o’clock?

- Name: Hannah Bright, reports to Tom Hargreaves
- Laptop: CAD specification, with dock and the usual keyboard and mouse
- Software: Office, CAD, rendering package
- Groups: All staff, Project team Kirkgate, Print room
- No access to Accounts or HR folders
- Desk: second floor, next to Owen

She has asked whether she can use her own trackball. I said I’d check.`,
    type: 'request',
    priority: 'normal',
    status: 'open',
    ageDays: 2.3,
    requester: 'priya',
    assignee: 'sam',
    ccs: ['tom'],
    messages: [
      {
        author: 'sam',
        kind: 'reply',
        hoursAfter: 1.5,
        body: `Hi Priya,

All noted. The laptop is in stock, so Monday is no problem. I’ll drop it off on Friday afternoon and leave a welcome sheet on the desk. The trackball is fine, it needs no driver.

One question: should Hannah have her first password by text message, or shall I hand it to you in a sealed envelope?`,
      },
      {
        author: 'priya',
        kind: 'reply',
        hoursAfter: 2.2,
        body: 'Envelope, please. She’s moving house this weekend and I don’t trust her phone signal.',
      },
      {
        author: 'sam',
        kind: 'note',
        hoursAfter: 26,
        body: 'Laptop AF-0258 imaged, CAD and rendering installed. Still to do: account and groups (scheduled for Friday), dock, envelope. CAD-04 is free since Rebecca left, so no new seat to buy.',
      },
    ],
  },
  {
    key: 'cad-licences',
    title: 'CAD licences renew on the 30th: which seats do we still need?',
    description: `The reseller has sent the renewal quote for six CAD seats. Before I sign it, I’d like to know whether we really use all of them.

Could you tell me who has used theirs in the last three months, and what happens if we go down to four and hire somebody later in the year?`,
    type: 'question',
    priority: 'normal',
    status: 'closed',
    statusAfterHours: 75,
    ageDays: 41,
    requester: 'priya',
    assignee: 'nora',
    ccs: [],
    messages: [
      {
        author: 'nora',
        kind: 'reply',
        hoursAfter: 6.5,
        body: `Hi Priya,

Good that you asked. The list is attached; in short:

- three seats are in daily use (Owen, Tom, Lucía)
- CAD-04 still belongs to Rebecca, who left six months ago
- CAD-05 was never started, and the spare was last opened three months ago

Four seats would cover today’s team with one to spare. You can add a seat in the middle of the term at any time, charged by the month, so going down carries little risk. The saving is about £3,700 a year.`,
        attachments: [cadSeats],
      },
      {
        author: 'priya',
        kind: 'reply',
        hoursAfter: 8,
        body: 'That’s very clear, thank you. Four it is. Will you tell the reseller or shall I?',
      },
      {
        author: 'nora',
        kind: 'reply',
        hoursAfter: 23,
        body: 'Done, you’re in copy. The corrected quote should reach you by Thursday.',
      },
      {
        author: 'priya',
        kind: 'reply',
        hoursAfter: 74,
        body: 'Signed and sent back.',
      },
    ],
  },
  {
    key: 'mfa-new-phone',
    title: 'New phone, can’t get the codes',
    description: `got a new phone yesterday and wiped the old one. now outlook wants a code from the authenticator app and its empty. cant get into anything, need to run payroll today`,
    type: 'incident',
    priority: 'high',
    status: 'closed',
    statusAfterHours: 1.9,
    ageDays: 28.3,
    requester: 'grace',
    assignee: 'sam',
    ccs: [],
    messages: [
      {
        author: 'sam',
        kind: 'reply',
        hoursAfter: 0.25,
        body: `Hi Grace,

I can reset this, but I have to be sure that it’s you. I’ll call you in two minutes, on the number that we have on file.`,
      },
      {
        author: 'sam',
        kind: 'note',
        hoursAfter: 0.45,
        body: 'Identity confirmed: call back to the number on record, plus her manager in the room. Old authenticator removed, one-time access pass issued by phone (valid for one hour).',
      },
      {
        author: 'sam',
        kind: 'reply',
        hoursAfter: 0.9,
        body: `You’re in. For next time: before you wipe an old phone, open the app on it and switch on the backup. There’s a short article about it in the knowledge base, “Moving the authenticator to a new phone”.`,
      },
      {
        author: 'grace',
        kind: 'reply',
        hoursAfter: 1.8,
        body: 'payroll is through, thank you!!',
      },
    ],
  },
] as const satisfies readonly DemoTicket[];
