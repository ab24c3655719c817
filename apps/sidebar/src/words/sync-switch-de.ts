import type { SyncWords } from './sync-words.ts';

export const syncSwitchDe: Pick<SyncWords, 'obstacle' | 'commandRefused'> = {
  obstacle: {
    not_in_map: 'Das steht nicht mehr in der Integrationskarte. Es kann nur noch ausgeschaltet werden.',
    not_connected: '{left} oder {right} ist nicht verbunden oder kann das nicht.',
    no_dry_run: 'Zuerst einen Probelauf machen: Er zeigt, was sich ändern würde, und schreibt nichts.',
    old_dry_run: 'Der letzte Probelauf ist mehr als 7 Tage her. Ein neuer zeigt, was sich jetzt ändern würde.',
    no_right_to_write:
      'Dem Abgleich fehlt das Schreibrecht in {system}. Bitte in der Einrichtung neu verbinden: Dabei wird jetzt auch nach dem Schreibrecht gefragt.',
  },
  commandRefused: {
    not_in_map: 'Das steht nicht mehr in der Integrationskarte.',
    not_connected: '{left} oder {right} ist nicht verbunden.',
    no_dry_run: 'Zuerst muss ein Probelauf abgeschlossen sein.',
    old_dry_run: 'Der letzte Probelauf ist mehr als 7 Tage her.',
    no_right_to_write:
      'Dem Abgleich fehlt das Schreibrecht in {left} oder {right}. Bitte in der Einrichtung neu verbinden.',
    switched_off: 'Das ist ausgeschaltet. Nichts davon wird geschrieben.',
    nothing_to_approve: 'Der letzte Vergleich wurde nicht zurückgehalten: Es gibt nichts zu genehmigen.',
    under_way: 'Einer läuft schon oder ist pausiert.',
    aside:
      'Dieses Feld stimmt auf einer Seite nicht mehr mit der Integrationskarte überein. Es wird weder verglichen noch geschrieben.',
    not_under_way: 'Es ist schon beendet oder läuft schon wieder.',
  },
};
