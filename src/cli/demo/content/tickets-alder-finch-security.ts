import { vpnLog } from './attachments';
import type { DemoTicket } from './shapes';

export const alderFinchSecurityTickets = [
  {
    key: 'swollen-battery',
    title: 'Laptop battery is swelling',
    description: `My laptop doesn’t sit flat on the desk any more and the trackpad has started to lift on the left. The case is warm even though it has only been on charge, not in use.

- Asset tag: AF-0231
- It is still plugged in at my desk (second floor, by the window)
- I have a planning submission due at 4 today, so I need something to work on

Is it safe to keep using it until then?`,
    type: 'incident',
    priority: 'urgent',
    status: 'open',
    ageDays: 0.08,
    requester: 'owen',
    assignee: 'sam',
    ccs: ['priya'],
    messages: [
      {
        author: 'sam',
        kind: 'reply',
        hoursAfter: 0.1,
        body: `Hi Owen,

Don’t keep using it. Right now:

1. Shut it down and unplug the charger.
2. Don’t press on the trackpad and don’t try to open the case.
3. Put it on something that doesn’t burn (a tiled floor is fine), away from paper models.

Your files are in OneDrive, so you can carry on from another machine. I’m bringing a loan laptop over and will be with you in about an hour.

Sam`,
      },
      {
        author: 'sam',
        kind: 'note',
        hoursAfter: 0.2,
        body: 'Third battery from the same batch. Taking loan laptop L-07 (CAD is installed, licence is floating) and the fire-safe bag. Warranty case opened with the manufacturer, on-site swap quoted for tomorrow.',
      },
      {
        author: 'owen',
        kind: 'reply',
        hoursAfter: 0.35,
        body: 'its off and on the kitchen floor. smells a bit sweet?? everyone is keeping away from it',
      },
      {
        author: 'sam',
        kind: 'reply',
        hoursAfter: 0.4,
        body: `That smell means the cell is venting a little. Open a window, keep the kitchen door shut and leave it alone. If you see smoke, leave and call 999. I’m in the car now, 25 minutes away.`,
      },
    ],
  },
  {
    key: 'hotel-vpn',
    title: 'VPN drops every few minutes on hotel Wi-Fi',
    description: `I’m in Leeds for the Kirkgate site visits until Friday. On the hotel Wi-Fi the VPN connects, works for four or five minutes, then drops. After that I sometimes have to sign in to the hotel page again before it will reconnect.

Tethering to my phone works fine, but the drawings are far too big for my data plan. I’ve attached the client’s log from last night.`,
    type: 'incident',
    priority: 'high',
    status: 'pending',
    statusAfterHours: 13.5,
    ageDays: 1.4,
    requester: 'tom',
    assignee: 'sam',
    ccs: [],
    attachments: [vpnLog],
    messages: [
      {
        author: 'sam',
        kind: 'reply',
        hoursAfter: 11.2,
        body: `Morning Tom,

Thanks for the log, it shows the problem clearly: the hotel’s network swallows our keepalive packets, so the client believes the tunnel is dead and hangs up.

I’ve moved your profile to TCP on port 443, which looks like ordinary web traffic to them. To pick it up:

- quit the VPN client from the tray icon
- start it again and choose “Alder & Finch (travel)”

Does it stay up for longer than ten minutes now?`,
      },
      {
        author: 'tom',
        kind: 'reply',
        hoursAfter: 12.1,
        body: 'On site all day, will try tonight. Cheers',
      },
      {
        author: 'sam',
        kind: 'note',
        hoursAfter: 13.4,
        body: 'Dead peer detection fires after 30 s of loss. If TCP holds, make the travel profile the default for everyone with a laptop: this is the fourth hotel this quarter. Waiting for Tom’s test.',
      },
    ],
  },
  {
    key: 'phishing-invoice',
    title: 'Suspicious invoice e-mail – I clicked the link',
    description: `Hi,

I think I’ve done something silly. An e-mail that looked as if it came from our timber supplier asked me to approve an invoice. I clicked the link and typed my password before I noticed that the address was wrong.

- Sender shown: accounts@timber-merchants-online.test
- Time: about 9:40 this morning
- I have not opened any attachment

What should I do now?

Grace`,
    type: 'incident',
    priority: 'urgent',
    status: 'closed',
    statusAfterHours: 27,
    ageDays: 17.5,
    requester: 'grace',
    assignee: 'sam',
    ccs: ['priya'],
    messages: [
      {
        author: 'sam',
        kind: 'reply',
        hoursAfter: 0.08,
        body: `Hi Grace,

You did exactly the right thing by telling us straight away. Three steps, in this order:

1. Change your password now at the usual sign-in page (type the address, don’t follow a link).
2. If your phone asks you to approve a sign-in that you didn’t start, choose Deny.
3. Leave the e-mail where it is. We’ll collect it.

I’m signing your account out everywhere from this end.`,
      },
      {
        author: 'sam',
        kind: 'note',
        hoursAfter: 0.2,
        body: 'All sessions revoked. Sign-in log: one attempt from 203.0.113.47 at 09:43 with the right password, stopped at MFA. No inbox rules, no new MFA methods, no app consents.',
      },
      {
        author: 'grace',
        kind: 'reply',
        hoursAfter: 0.4,
        body: 'Done. Phone asked me twice and I said no both times. Nearly tapped yes on the first one',
      },
      {
        author: 'nora',
        kind: 'note',
        hoursAfter: 1.2,
        body: 'Same message sat in six other mailboxes; removed from all of them. Nobody else clicked. Sender’s domain and landing page blocked for all our companies.',
      },
      {
        author: 'sam',
        kind: 'reply',
        hoursAfter: 3,
        body: `Good news, Grace: they had your old password for about six minutes and got no further than the prompt that you declined. Nothing was read or sent, and your new password is safe.

We’ve removed the e-mail from everyone’s inbox and blocked the sender. Priya, nothing needs reporting from our side, and I’ll send you a short summary for your files.`,
      },
      {
        author: 'priya',
        kind: 'reply',
        hoursAfter: 4.1,
        body: 'Thanks Sam. Could you do your twenty-minute phishing talk at our team lunch next month? I think people would listen now.',
      },
      {
        author: 'grace',
        kind: 'reply',
        hoursAfter: 26,
        body: 'All quiet since. Thank you for being so kind about it. You can close this one.',
      },
    ],
  },
] as const satisfies readonly DemoTicket[];
