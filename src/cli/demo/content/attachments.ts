import { certificateWarningPng } from './certificate-warning-png';
import type { DemoAttachment } from './shapes';

export const vpnLog: DemoAttachment = {
  fileName: 'vpn-client.txt',
  mediaType: 'text/plain',
  encoding: 'utf8',
  content: `21:02:11 INFO  connecting to vpn.alderfinch.test (192.0.2.18:443)
21:02:12 INFO  TLS established, protocol=TLSv1.3
21:02:12 INFO  tunnel up, address=10.40.8.23, mtu=1400
21:06:47 WARN  keepalive 1/3 unanswered
21:06:57 WARN  keepalive 2/3 unanswered
21:07:07 WARN  keepalive 3/3 unanswered
21:07:07 ERROR tunnel down, reason=DPD_TIMEOUT
21:07:09 INFO  connecting to vpn.alderfinch.test (192.0.2.18:443)
21:07:24 ERROR connect failed, reason=CAPTIVE_PORTAL, redirected to http://login.hotel-wifi.test/
21:08:02 INFO  connecting to vpn.alderfinch.test (192.0.2.18:443)
21:08:03 INFO  tunnel up, address=10.40.8.31, mtu=1400
21:12:39 WARN  keepalive 1/3 unanswered
21:12:59 ERROR tunnel down, reason=DPD_TIMEOUT
`,
};

export const cadSeats: DemoAttachment = {
  fileName: 'cad-seats.csv',
  mediaType: 'text/csv',
  encoding: 'utf8',
  content: `seat,assigned to,last used (days ago)
CAD-01,Owen Pritchard,0
CAD-02,Tom Hargreaves,1
CAD-03,Lucía Ortega,0
CAD-04,Rebecca Stone (left),187
CAD-05,Megan Doyle,never
CAD-06,spare,94
`,
};

export const erpResponseTimes: DemoAttachment = {
  fileName: 'temps-reponse-erp.csv',
  mediaType: 'text/csv',
  encoding: 'utf8',
  content: `heure;écran;durée (s)
08:15;Ouverture commande;2,1
08:40;Ouverture commande;2,4
09:05;Ouverture commande;19,8
09:20;Bon de livraison;64,2
09:45;Ouverture commande;27,5
10:10;Bon de livraison;délai dépassé (1205)
10:50;Ouverture commande;22,0
11:20;Ouverture commande;3,0
`,
};

export const certificateWarning: DemoAttachment = {
  fileName: 'zertifikatswarnung.png',
  mediaType: 'image/png',
  encoding: 'base64',
  content: certificateWarningPng,
};
