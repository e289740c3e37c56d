import type { DemoTicket } from './shapes';

export const alderFinchSpanishTickets = [
  {
    key: 'busqueda-outlook',
    title: 'La búsqueda de Outlook no encuentra los correos recientes',
    description: `Buenos días:

Desde hace unos días, cuando busco en Outlook solo aparecen correos de hace más de dos semanas. Los recientes están en la bandeja de entrada, pero la búsqueda no los encuentra, ni por remitente ni por asunto.

- En la versión web sí aparecen.
- He reiniciado el equipo dos veces.
- Debajo del cuadro de búsqueda pone: «Es posible que los resultados estén incompletos porque aún se están indexando elementos».

Gracias de antemano.
Lucía`,
    type: 'incident',
    priority: 'normal',
    status: 'resolved',
    statusAfterHours: 22,
    ageDays: 4.6,
    requester: 'lucia',
    assignee: 'nora',
    ccs: [],
    messages: [
      {
        author: 'nora',
        kind: 'reply',
        hoursAfter: 1.4,
        body: `Buenos días, Lucía:

Gracias por los detalles. El índice de búsqueda de su equipo se ha quedado a medias. Lo estoy reconstruyendo a distancia; puede seguir trabajando mientras tanto, aunque los resultados no estarán completos hasta dentro de unas horas.

Le pido solo que deje el equipo encendido y enchufado esta noche.`,
      },
      {
        author: 'nora',
        kind: 'note',
        hoursAfter: 1.6,
        body: 'Index stuck at 41,312 items since the feature update. Reset the search catalogue; removed the two archived .pst files from the index scope.',
      },
      {
        author: 'lucia',
        kind: 'reply',
        hoursAfter: 21,
        body: 'Ya funciona, esta mañana lo encuentra todo. ¡Muchas gracias!',
      },
      {
        author: 'nora',
        kind: 'reply',
        hoursAfter: 22,
        body: 'Me alegro. Lo marco como resuelto; si volviera a ocurrir, responda aquí y lo retomamos.',
      },
    ],
  },
  {
    key: 'acceso-carpeta',
    title: 'Acceso a la carpeta del proyecto Salford Quays',
    description: `Hola:

Me incorporo el lunes al proyecto Salford Quays y necesito acceso a su carpeta en SharePoint:

- Planos: lectura y escritura
- Mediciones: solo lectura
- Contratos: no hace falta

Tom Hargreaves, responsable del proyecto, está en copia para dar su aprobación.`,
    type: 'request',
    priority: 'normal',
    status: 'closed',
    statusAfterHours: 30,
    ageDays: 33,
    requester: 'lucia',
    assignee: 'nora',
    ccs: ['tom'],
    messages: [
      {
        author: 'tom',
        kind: 'reply',
        hoursAfter: 0.7,
        body: 'Approved',
      },
      {
        author: 'nora',
        kind: 'reply',
        hoursAfter: 3.2,
        body: `Hola, Lucía:

Ya tiene acceso: escritura en «Planos» y lectura en «Mediciones». La carpeta puede tardar hasta una hora en aparecer en el explorador de archivos; en el navegador ya está disponible.`,
      },
      {
        author: 'lucia',
        kind: 'reply',
        hoursAfter: 29,
        body: 'Todo correcto, gracias.',
      },
    ],
  },
] as const satisfies readonly DemoTicket[];
