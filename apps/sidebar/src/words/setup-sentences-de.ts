import { readinessDe } from './readiness-de.ts';
import type { SetupSentences } from './setup-sentences.ts';

const NOT_FINISHED = { reason: 'Der Test mit {vendor} kam nicht zum Ende.', remedy: 'Noch einmal testen.' };

export const setupSentencesDe: SetupSentences = {
  ...readinessDe,
  language: 'de',
  health: {
    ok: 'Verbunden',
    degraded: 'Verbunden, gestört',
    down: 'Verbunden, ausgefallen',
    locked_out: 'Anmeldung abgelehnt',
  },
  unusable: {
    undecipherable: 'Der gespeicherte Schlüssel lässt sich nicht mehr entschlüsseln. Bitte neu eingeben.',
    reconnect_needed: 'Der Anbieter hat den Zugang widerrufen. Bitte neu verbinden.',
  },
  field: {
    filled: 'gefüllt',
    empty: 'noch nichts eingetragen',
    unknown_code: 'unbekannter Code',
    bad: 'stimmt nicht',
  },
  raw: { used: 'benutzt', unused: 'nicht benutzt', missing: 'fehlt', no_data: 'noch keine Daten' },
  notPossible: {
    not_allowed: 'Der Helpdesk lässt uns keine Webhooks anmelden. Alles funktioniert, nur etwas später.',
    helpdesk_not_connected: 'Zuerst den Helpdesk verbinden: Dort wird der Webhook angemeldet.',
    no_public_url:
      'Der Server kennt seine eigene öffentliche Adresse nicht. Sie gehört in seine Umgebung; danach neu starten.',
  },
  area: {
    workflow_mapping: 'Arbeitsabläufe',
    data_ownership: 'Zuständigkeit für Daten',
    taxonomy: 'Begriffe und Codes',
    security: 'Sicherheit',
    monitoring: 'Überwachung und Alarm',
    rollout: 'Einführung und Rücknahme',
    training: 'Schulung',
  },
  phase: { sandbox: 'Sandbox', pilot: 'Pilot', groups: 'Gruppen', everyone: 'Alle' },
  phaseFor: {
    sandbox: 'nur Administration',
    pilot: 'die Gruppen des Piloten',
    groups: 'weitere Gruppen',
    everyone: 'alle im Support',
  },
  toPhase: {
    sandbox: 'Zurück in die Sandbox',
    pilot: 'Pilot starten',
    groups: 'Auf weitere Gruppen ausdehnen',
    everyone: 'Auf alle ausdehnen',
  },
  saveTo: {
    sandbox: 'Speichern und zurück in die Sandbox',
    pilot: 'Speichern und Pilot starten',
    groups: 'Speichern und auf weitere Gruppen ausdehnen',
    everyone: 'Speichern und auf alle ausdehnen',
  },
  canBegin: {
    sandbox: 'Die Sandbox kann beginnen.',
    pilot: 'Nichts spricht dagegen: Der Pilot kann beginnen.',
    groups: 'Nichts spricht dagegen: Weitere Gruppen können dazukommen.',
    everyone: 'Nichts spricht dagegen: Alle können die Seitenleiste haben.',
  },
  backTo: {
    sandbox: 'Zurück in die Sandbox',
    pilot: 'Zurück zum Piloten',
    groups: 'Zurück zu den Gruppen',
    everyone: 'Zurück zu allen',
  },
  queue: {
    webhook: 'Eingehende Nachrichten',
    webhook_group: 'Eingehende Nachrichten in Gruppen',
    alert: 'Alarme an Zuständige',
    mark: 'Notizen an Tickets',
    sync_work: 'Abgleich',
    sync_make: 'Neue Datensätze',
    new_customer: 'Neukunde',
    sync_run: 'Vergleich von allem',
    support: 'Gesundheitswerte und CRM-Notizen',
    issue_watch: 'Bekannte Probleme, auf die Tickets warten',
    erasure: 'Löschen von Personen',
  },
  jobReason: {
    refused: 'Die Gegenseite nimmt es nicht an.',
    not_allowed: 'Unser Zugang darf das nicht.',
    no_such_record: 'Worum es geht, gibt es nicht mehr.',
    no_answer: 'Lange Zeit kam keine Antwort.',
    not_connected: 'Was dafür nötig ist, ist nicht verbunden.',
    unreadable: 'Der gespeicherte Eintrag ist nicht lesbar.',
    process_died: 'Bei jedem Versuch wurde der Server beendet.',
    bug: 'Ein Fehler auf unserer Seite; das Protokoll sagt, wo.',
  },
  watched: {
    in_time: 'Kontext rechtzeitig',
    down: 'System ausgefallen oder Anmeldung abgelehnt',
    failed: 'Antworten ohne Daten',
  },
  criterion: {
    leastInTimePercent: 'rechtzeitig, mindestens (%)',
    mostDownMinutes: 'Minuten Ausfall, höchstens',
    mostFailedPercent: 'ohne Daten, höchstens (%)',
    overMinutes: 'Gemessen über die letzten (Minuten)',
    leastContexts: 'Zählt erst ab (Tickets)',
  },
  blocker: {
    no_pilot_group: 'Mindestens eine Gruppe des Helpdesks für den Piloten wählen.',
    no_further_group: 'Mindestens eine Gruppe des Helpdesks für diese Phase wählen.',
    groups_unknown:
      'Der Helpdesk lässt sich nicht fragen, welche Gruppen er hat: verbinden oder später noch einmal versuchen.',
    no_such_group: 'Der Helpdesk hat keine Gruppe {group}: eine seiner Gruppen wählen.',
    one_phase_at_a_time: 'Eine Phase nach der anderen: Als Nächstes kommt „{phase}“.',
    low_for_pilot:
      '„{area}“ steht bei {score} von 5: Ein Pilot braucht überall {least}, außer bei Einführung und Schulung, die erst ein Pilot erfüllen kann.',
    low: '„{area}“ steht bei {score} von 5: Für „{phase}“ ist überall {least} nötig.',
    breached: 'In den letzten {minutes} Minuten {breaches}: Die nächste Phase würde sofort wieder zurückgenommen.',
    watched_first:
      'Die Einführung ging von selbst zurück und wird erst noch {minutes} Minuten lang beobachtet, bis {untilMs}.',
    overtaken: 'Inzwischen hat jemand anders oder eine Rücknahme die Einführung geändert: bitte neu ansehen.',
  },
  breach: {
    in_time: 'kamen nur {measured} % der Kontexte rechtzeitig (nötig: {limit} %)',
    down: 'war ein System {measured} Minuten ausgefallen oder lehnte unsere Anmeldung ab (erlaubt: {limit})',
    failed: 'kamen {measured} % der Kontexte ohne Kundendaten (erlaubt: {limit} %)',
  },
  stepReason: {
    changed: '{changes}.',
    breached: 'In den letzten {minutes} Minuten {breaches}. {whoIsLeft}',
    noted: 'Damals vermerkt: „{text}“',
  },
  change: {
    pilot_groups_changed: 'Gruppen des Piloten geändert',
    groups_changed: 'weitere Gruppen geändert',
    criteria_chosen: 'Kriterien für die Rücknahme festgelegt',
    criteria_changed: 'Kriterien für die Rücknahme geändert',
    groups_kept: 'Gruppen unverändert, weil sich der Helpdesk nicht fragen ließ',
  },
  whoIsLeft: {
    groups: '',
    admins: 'Nur die Administration sieht die Seitenleiste noch.',
    admins_without_groups:
      'Nur die Administration sieht die Seitenleiste noch: Für diese Phase ist keine Gruppe gewählt.',
  },
  failure: {
    credential: {
      reason: '{vendor} nimmt diesen Schlüssel nicht an.',
      remedy: 'Noch einmal ganz kopieren oder einen neuen erstellen.',
    },
    forbidden: {
      reason: '{vendor} kennt den Schlüssel, doch er darf das nicht lesen.',
      remedy: 'Das fehlende Recht geben. Nötig sind: {scopes}.',
    },
    unreachable: {
      reason: '{vendor} ist unter dieser Adresse nicht zu erreichen.',
      remedy: 'Die Adresse prüfen, und ob dieser Server sie aufrufen darf.',
    },
    timeout: {
      reason: '{vendor} hat nicht rechtzeitig geantwortet.',
      remedy: 'In einer Minute noch einmal versuchen; bleibt es so, die Adresse prüfen.',
    },
    rate_limited: {
      reason: '{vendor} begrenzt, wie oft wir fragen dürfen.',
      remedy: 'Eine Minute warten, dann noch einmal testen.',
    },
    upstream_error: {
      reason: '{vendor} hat mit einem eigenen Fehler geantwortet.',
      remedy: 'Auf der Statusseite des Anbieters nachsehen, dann noch einmal testen.',
    },
    bad_answer: {
      reason:
        '{vendor} hat etwas anderes als erwartet geantwortet: eine Anmeldeseite, eine andere Umgebung oder ein neues Format.',
      remedy: 'Prüfen, ob Adresse und Schlüssel zum echten Konto gehören.',
    },
    test_data: {
      reason: '{vendor} hat mit Daten einer anderen Umgebung geantwortet: Testdaten statt echter, oder umgekehrt.',
      remedy: 'Einen Schlüssel der Umgebung nehmen, die in der Integrationskarte steht.',
    },
    not_configured: {
      reason: '{vendor} hat nichts an der Stelle, die in der Integrationskarte steht.',
      remedy: 'Site, Projekt und Portal in der Integrationskarte prüfen (`connectors`, `options`).',
    },
    wrong_values: NOT_FINISHED,
    circuit_open: NOT_FINISHED,
    cancelled: NOT_FINISHED,
    identity_ambiguous: NOT_FINISHED,
    incomplete: NOT_FINISHED,
    not_an_id: {
      reason: 'Nichts wurde gelesen: So sieht bei {vendor} keine {by} aus.',
      remedy: 'Von der Seite des Datensatzes in {vendor} kopieren, oder leer lassen und nur den Schlüssel testen.',
    },
    no_vendor_address: {
      reason: 'Der Server weiß nicht, wo {vendor} ist.',
      remedy: 'Wer ihn betreibt, setzt {variable}.',
    },
    address_missing: { reason: 'Die Adresse fehlt.', remedy: 'Sie sieht so aus: {example}' },
    no_address: { reason: 'Das ist keine Adresse.', remedy: 'Sie sieht so aus: {example}' },
    no_https: { reason: 'Eine Adresse beginnt mit https://.', remedy: 'Sie sieht so aus: {example}' },
    login_in_address: {
      reason: 'Name und Passwort gehören nicht in eine Adresse.',
      remedy: '{example} eintragen.',
    },
    address_of_a_page: {
      reason: 'Das ist die Adresse einer einzelnen Seite, nicht des Ganzen.',
      remedy: '{example} eintragen.',
    },
    host_not_allowed: {
      reason: 'Diese Adresse gehört nicht dem Anbieter oder ist nicht https.',
      remedy: 'Eine eigene nennt, wer den Server betreibt, in ALLOW_HOSTS.',
    },
    no_key_store: {
      reason: 'Dieser Server kann Schlüssel nicht verschlüsseln, also auch keine speichern.',
      remedy: 'Wer ihn betreibt, setzt {variable}.',
    },
    helpdesk_not_connected: { reason: 'Der Helpdesk ist nicht verbunden.', remedy: 'Zuerst verbinden.' },
    no_public_url: {
      reason: 'Der Server kennt seine eigene Adresse nicht.',
      remedy: 'Wer ihn betreibt, setzt {variable}.',
    },
    webhooks_withheld: {
      reason: 'Der Helpdesk lässt uns keine Webhooks anmelden.',
      remedy: 'webhooks:read und webhooks:write erlauben, dann neu verbinden.',
    },
    not_registered: { reason: 'Es gibt keinen Webhook zu testen.', remedy: 'Zuerst anmelden.' },
  },
  sample: 'Mit diesem Datensatz testen ({about}, {by})',
  sampleAbout: {
    account: 'Firma',
    billing: 'Kunde in der Abrechnung',
    telemetry: 'Konto in der Nutzung',
    ticket: 'Ticket',
    requester: 'wer geschrieben hat',
    agent: 'Person im Support',
    domain: 'Firma',
    billing_email: 'Kunde in der Abrechnung',
  },
  sampleBy: { id: 'ID', email: 'E-Mail-Adresse', external_id: 'externe ID', domain: 'Domain' },
  andMore: '{names} und {more} weitere',
  and: ' und ',
};
