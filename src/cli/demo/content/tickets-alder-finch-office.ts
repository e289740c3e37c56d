import type { DemoTicket } from './shapes';

export const alderFinchOfficeTickets = [
  {
    key: 'plotter-offline',
    title: 'Plotter offline since last night’s firmware update',
    description: `The big plotter in the print room shows “Ready” on its own screen, but every computer says it is offline. Andy from the cleaning team mentioned that it was installing an update when he locked up at 8.

What we’ve tried:
- switching it off and on (twice)
- a different network cable
- printing from three computers: same message, “Printer not responding (0x00000709)”

We have four A1 sheets to get to the council by tomorrow noon.`,
    type: 'incident',
    priority: 'high',
    status: 'resolved',
    statusAfterHours: 4.6,
    ageDays: 6.2,
    requester: 'megan',
    assignee: 'sam',
    ccs: ['owen'],
    messages: [
      {
        author: 'sam',
        kind: 'reply',
        hoursAfter: 0.5,
        body: `Hi Megan,

That was a very thorough report, thank you. Could you press the little globe on the plotter’s screen and tell me the IP address it shows?`,
      },
      {
        author: 'megan',
        kind: 'reply',
        hoursAfter: 0.6,
        body: '169.254.11.80',
      },
      {
        author: 'sam',
        kind: 'note',
        hoursAfter: 0.8,
        body: 'Link-local, so the update reset it to DHCP and the print VLAN has no scope. Static address was 10.40.20.15 (see the site documentation).',
      },
      {
        author: 'sam',
        kind: 'reply',
        hoursAfter: 1,
        body: `The update made the plotter forget its network address. You can put it back, it takes two minutes:

1. Settings → Network → Wired → IPv4 → Manual
2. Address 10.40.20.15, mask 255.255.255.0, gateway 10.40.20.1
3. Save, then wait for the screen to come back

If you’d rather not, I can be there at 2.`,
      },
      {
        author: 'megan',
        kind: 'reply',
        hoursAfter: 4.2,
        body: 'Did it myself and it’s printing the first A1 as I type. Feeling like an engineer.',
      },
      {
        author: 'sam',
        kind: 'reply',
        hoursAfter: 4.6,
        body: 'Perfect. I’ve turned off automatic updates on the plotter; from now on we install them ourselves and check afterwards.',
      },
    ],
  },
  {
    key: 'second-monitor',
    title: 'Second 27-inch monitor for the CAD desk',
    description: `I now work on the 3D model and the drawing sheets side by side and keep losing palettes behind windows. Would it be possible to have a second monitor, the same model as the one I’ve got (27-inch, with USB-C)?

No rush.`,
    type: 'request',
    priority: 'low',
    status: 'pending',
    statusAfterHours: 124.2,
    ageDays: 9.1,
    requester: 'owen',
    assignee: 'sam',
    ccs: ['priya'],
    messages: [
      {
        author: 'sam',
        kind: 'reply',
        hoursAfter: 5.5,
        body: `Hi Owen,

Yes, your dock can drive two of them. The same model is in stock at £289 plus VAT, delivered in two working days; a desk arm for both would add £64.

Priya, are you happy for us to order the monitor, and the arm as well?`,
      },
      {
        author: 'owen',
        kind: 'reply',
        hoursAfter: 6,
        body: 'Arm would be great but I can live without it.',
      },
      {
        author: 'sam',
        kind: 'note',
        hoursAfter: 124,
        body: 'Reminded Priya by phone. She wants to wait for the new quarter’s budget, about two weeks.',
      },
    ],
  },
  {
    key: 'meeting-room-dead-spot',
    title: 'No Wi-Fi in the back meeting room since the partition went up',
    description: `Since the new glass partition was fitted, Wi-Fi in the back meeting room drops to one bar or disappears. Video calls freeze, and guests can’t join the guest network at all.

- Fine in the corridor, gone as soon as the door is shut
- Same on laptops and phones
- We have a client presentation in there on Thursday at 10`,
    type: 'problem',
    priority: 'normal',
    status: 'open',
    ageDays: 0.4,
    requester: 'megan',
    assignee: null,
    ccs: [],
    messages: [],
  },
] as const satisfies readonly DemoTicket[];
