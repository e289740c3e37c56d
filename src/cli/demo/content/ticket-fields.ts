import type { FieldValues } from '@/fields/field';

/** The demo tenant's own fields, in its languages. */
export const demoFields = [
  {
    key: 'workplace',
    type: 'choice',
    labels: {
      en: 'Where are you working?',
      fr: 'Où travaillez-vous ?',
      de: 'Wo arbeiten Sie gerade?',
      es: '¿Dónde está trabajando?',
      it: 'Dove sta lavorando?',
    },
    choices: [
      {
        key: 'office',
        labels: {
          en: 'In the office',
          fr: 'Au bureau',
          de: 'Im Büro',
          es: 'En la oficina',
          it: 'In ufficio',
        },
      },
      {
        key: 'home',
        labels: {
          en: 'At home',
          fr: 'À la maison',
          de: 'Zu Hause',
          es: 'En casa',
          it: 'A casa',
        },
      },
      {
        key: 'travelling',
        labels: {
          en: 'On the road',
          fr: 'En déplacement',
          de: 'Unterwegs',
          es: 'De viaje',
          it: 'In viaggio',
        },
      },
    ],
  },
  {
    key: 'assetTag',
    type: 'text',
    labels: {
      en: 'Asset tag of the device',
      fr: 'Numéro d’inventaire de l’appareil',
      de: 'Inventarnummer des Geräts',
      es: 'Número de inventario del equipo',
      it: 'Numero d’inventario del dispositivo',
    },
    choices: [],
  },
] as const;

/** What some of the tickets say in them, by the ticket's key. */
export const demoFieldValues: Readonly<Record<string, FieldValues>> = {
  'swollen-battery': { workplace: 'office', assetTag: 'AF-0231', impact: 'onePerson' },
  'hotel-vpn': { workplace: 'travelling', assetTag: 'AF-0247', productFamily: 'network' },
  'meeting-room-dead-spot': { workplace: 'office', impact: 'team', productFamily: 'network' },
  'neue-werkstudentin': { workplace: 'office', assetTag: 'KM-P04', productFamily: 'accounts' },
  zertifikatswarnung: { workplace: 'home', impact: 'team' },
  'konto-gesperrt': { workplace: 'travelling', productFamily: 'accounts' },
  'erp-lent': { workplace: 'office', impact: 'company', productFamily: 'software' },
  'sharepoint-sync': { workplace: 'home', productFamily: 'software' },
  'teams-son': { workplace: 'home', productFamily: 'telephony' },
};
