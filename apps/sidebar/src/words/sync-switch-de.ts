import type { SyncWords } from './sync-words.ts';

export const syncSwitchDe: Pick<SyncWords, 'obstacle' | 'commandRefused'> = {
  obstacle: {
    not_in_map: 'Das steht nicht mehr in der Karte. Es kann nur noch ausgeschaltet werden.',
    not_connected: '{left} oder {right} ist nicht verbunden oder kann das nicht.',
    no_dry_run: 'Ein Probelauf soll erst zeigen, was sich ändern würde. Er schreibt nichts.',
    old_dry_run: 'Der letzte Probelauf ist mehr als 7 Tage her. Ein neuer soll zeigen, was sich jetzt ändern würde.',
    no_right_to_write:
      'Dem Abgleich fehlt das Schreibrecht in {system}. Bitte in der Einrichtung neu verbinden: Dabei wird jetzt auch nach dem Schreibrecht gefragt.',
  },
  commandRefused: {
    not_in_map: 'Das steht nicht mehr in der Karte.',
    not_connected: '{left} oder {right} ist nicht verbunden.',
    no_dry_run: 'Erst muss ein Probelauf zu Ende sein.',
    old_dry_run: 'Der letzte Probelauf ist mehr als 7 Tage her.',
    no_right_to_write:
      'Dem Abgleich fehlt das Schreibrecht in {left} oder {right}. Bitte in der Einrichtung neu verbinden.',
    switched_off: 'Das ist ausgeschaltet. Nichts davon wird geschrieben.',
    nothing_to_approve: 'Der letzte Vergleich wurde nicht zurückgehalten: Es gibt nichts zu genehmigen.',
    under_way: 'Einer läuft schon oder ist pausiert.',
    aside:
      'Dieses Feld stimmt auf einer Seite nicht mehr mit der Karte überein. Es wird weder verglichen noch geschrieben.',
    not_under_way: 'Es ist schon beendet oder läuft schon wieder.',
  },
};
