import type { DemoTechnician } from './shapes';

export const technicians = [
  {
    key: 'nora',
    name: 'Nora Lindqvist',
    email: 'nora@tidewright.test',
    role: 'admin',
    language: 'en',
  },
  {
    key: 'sam',
    name: 'Sam Okafor',
    email: 'sam@tidewright.test',
    role: 'technician',
    language: 'en',
  },
  {
    key: 'elodie',
    name: 'Élodie Marchand',
    email: 'elodie@tidewright.test',
    role: 'technician',
    language: 'fr',
  },
  {
    key: 'jonas',
    name: 'Jonas Weber',
    email: 'jonas@tidewright.test',
    role: 'technician',
    language: 'de',
  },
] as const satisfies readonly DemoTechnician[];
