import type { HttpClient, HttpClientHeaders } from './http/http-client.ts';
import type { ConnectorSettings } from './port.ts';
import type { Delivered } from './webhook.ts';

/** What a journal is to tell of: records of one kind, by the vendor's word, and which of their properties. */
export interface JournalWish {
  readonly object: string;
  readonly properties: readonly string[];
}

export interface JournalEvents {
  readonly delivered: readonly Delivered[];
  /** By the vendor's clock; undefined where it does not say. */
  readonly publishedMs: number | undefined;
  /** Events that could not be understood: something has changed, and nobody can say what. */
  readonly leftOut: number;
}

/** Events that were published together. */
export interface JournalFile {
  /** Where one stands once it has been read. */
  readonly cursor: string;
  read(signal: AbortSignal): Promise<JournalEvents>;
}

/** `cursor`: where one stands after the last of the files; there where one stood when there is none. */
export interface JournalPart {
  readonly cursor: string;
  readonly files: readonly JournalFile[];
}

/** A vendor's own list of what has changed, which is read on from where one stands. Rejects like `Ask`. */
export interface Journal {
  /** Makes sure that it tells of these. */
  subscribe(wishes: readonly JournalWish[], signal: AbortSignal): Promise<void>;
  /** The newest file, or a place before the first one to come. */
  begin(signal: AbortSignal): Promise<JournalPart>;
  /** What follows, oldest first; `expired` where that cannot be told any more. */
  after(cursor: string, signal: AbortSignal): Promise<JournalPart | 'expired'>;
}

/** What a journal is opened with. */
export interface JournalGiven {
  readonly options: ConnectorSettings['options'];
  /** Of the vendor's app: any of them may be the one that counts, the newest first. */
  secrets(): Promise<readonly string[]>;
  /** The vendor, asked with what is given here and no other credentials. */
  open(headers: HttpClientHeaders): HttpClient;
  /** Text of a file at an address that the vendor has named. */
  file(url: string, maxBytes: number, signal: AbortSignal): Promise<string>;
  steadyNow(): number;
}

export interface JournalDefinition {
  /** How long it keeps what it tells. */
  readonly keptMs: number;
  /** Where its files may be; `*.` stands for one or more labels in front. */
  readonly fileHosts: readonly string[];
  /** Undefined where the map names no app. */
  open(given: JournalGiven): Journal | undefined;
}
