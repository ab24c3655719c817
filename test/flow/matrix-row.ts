/** Who asks: nobody, each role of the helpdesk that is connected, and of another one that has been let in. */
export const roles = ['agent', 'lead', 'admin'] as const;
export type Role = (typeof roles)[number];

export interface Row {
  /** The file that holds the route. */
  readonly file: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As written in that file. */
  readonly route: string;
  /** As asked; `{incident}` is one of the first helpdesk's. */
  readonly path: string;
  readonly body?: object;
  /** Without a session; 401 where it is not given. */
  readonly open?: number;
  /** What each role is answered. */
  readonly own: Readonly<Record<Role, number>>;
  /** The same for the other helpdesk's people; as `own` where it is not given. */
  readonly other?: Readonly<Record<Role, number>>;
}

export const all = (status: number) => ({ agent: status, lead: status, admin: status });
export const leads = (status: number) => ({ agent: 403, lead: status, admin: status });
export const admins = (status: number) => ({ agent: 403, lead: 403, admin: status });
