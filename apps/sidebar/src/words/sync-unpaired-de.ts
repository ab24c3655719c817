import type { SyncUnpairedWords } from './sync-unpaired-words.ts';

export const syncUnpairedDe: SyncUnpairedWords = {
  title: 'Ohne Gegenstück oder doppelt',
  hint: 'So hat sie der neueste Vergleich oder Probelauf gefunden. Von selbst wird nichts zusammengeführt oder gelöscht: Das muss jemand in {left} oder {right} tun.',
  orphans: ['{count} Datensatz ohne Gegenstück', '{count} Datensätze ohne Gegenstück'],
  groups: ['{count} Gruppe von Dubletten', '{count} Gruppen von Dubletten'],
  found: 'gefunden {ago}',
  every: 'Jeder Datensatz hat ein Gegenstück oder bekommt gleich eines, und keiner ist doppelt.',
  first: 'Hier stehen die ersten {count}.',
  why: {
    several: 'Mehrere kommen als Gegenstück infrage',
    differs: 'Wer denselben Wert hat, ist nach einem anderen Feld jemand anderes',
    taken: 'Wer denselben Wert hat, ist mit einem anderen Datensatz verknüpft',
    no_value: 'Kein Wert, nach dem er gefunden werden könnte',
    not_ready: 'Dort hat niemand seine Werte, und ihm fehlt, was ein neuer Datensatz braucht',
    nobody: 'Dort hat niemand seine Werte, und die Integrationskarte legt keinen neuen Datensatz an',
    aside: 'Ein Feld, nach dem Datensätze einander zugeordnet werden, wird nicht abgeglichen',
  },
  same: 'Gleiches Feld „{field}“ in {system}',
  others: ['und {count} weiterer', 'und {count} weitere'],
  columns: {
    kind: 'Was',
    group: 'Gruppe',
    system: 'System',
    id: 'Datensatz',
    field: 'Feld',
    why: 'Warum',
    link: 'Link',
  },
  there: 'Datensätze der anderen Seite',
  orphan: 'ohne Gegenstück',
  duplicate: 'Dublette',
};
