import type { ObjectStanding } from '@sidelight/shared/sync/sync-report.ts';
import { put } from '../../words/put.ts';
import { icon } from '../icon.tsx';
import type { ReportContext } from './context.ts';
import { fieldsPart } from './fields.tsx';
import { runPart } from './run.tsx';
import { switchPart } from './switch.tsx';
import { counted, told } from './told.ts';

/** Each kind of record: whether it is on, what moves and how fast, and what the last comparison found. */
export const objects = (ctx: ReportContext) => (
  <section key="objects" aria-labelledby="objects">
    <h2 id="objects">{ctx.say.ui.objects}</h2>
    <div class="kinds">{ctx.report.objects.map((one) => kind(one, ctx))}</div>
    {!ctx.isAdmin && <p class="note">{ctx.say.ui.admins}</p>}
  </section>
);

function kind(of: ObjectStanding, page: ReportContext) {
  const { notes } = of;
  const ctx = notes ? ofNotes(page) : page;
  const { say, report, number } = ctx;
  const { ui } = say;
  const { left, right } = report.systems;
  return (
    <article key={of.id} class="card kind" aria-labelledby={`kind-${of.id}`}>
      <div class="kind-head">
        <h3 id={`kind-${of.id}`} class="title">
          {notes ? told(ui.notesIn, report, { object: of.label }) : of.label}
        </h3>
        <span class={`pill ${of.isOn ? 'good' : ''}`}>
          {icon(of.isOn ? 'check' : 'dash')} <span>{of.isOn ? ui.on : ui.off}</span>
        </span>
      </div>
      <p class="note">
        {switched(of, ctx)} · {counted(notes?.written ?? of.linked, ui.pairs, ctx)}
        {notes && notes.waiting > 0 && ` · ${counted(notes.waiting, ui.waiting, ctx)}`}
        {of.held > 0 && ` · ${counted(of.held, ui.held, { number })}`}
        {of.erased > 0 && ` · ${counted(of.erased, ui.erased, { number })}`}
      </p>
      {notes ? (
        <p class="note">{ui.notesHint}</p>
      ) : (
        <ul class="flows">
          {flow('left', put(ui.flow, { from: left, to: right }), of, ctx)}
          {flow('right', put(ui.flow, { from: right, to: left }), of, ctx)}
        </ul>
      )}
      {runPart(of.id, of.run, ctx, !notes)}
      {switchPart(of, ctx)}
      {fieldsPart(of, ctx)}
    </article>
  );
}

/** The same, in the words for notes in the CRM. */
function ofNotes(ctx: ReportContext): ReportContext {
  const { say } = ctx;
  return { ...ctx, say: { ...say, ...say.notes, ui: { ...say.ui, ...say.notes.ui } } };
}

function switched({ isOn, switchedAt, switchedBy }: ObjectStanding, { say, moment }: ReportContext): string {
  if (switchedAt === undefined || switchedBy === undefined) return say.ui.never;
  return put(isOn ? say.ui.onSince : say.ui.offSince, { at: moment(switchedAt), who: switchedBy });
}

/** From the side where an edit was made to the other: how old our reading is, how fast it goes, what waits. */
function flow(from: 'left' | 'right', title: string, of: ObjectStanding, ctx: ReportContext) {
  const { say, relative, nowMs, duration } = ctx;
  const { ui } = say;
  const { readAt, isLate, lag } = of.sides[from];
  const { waiting, underWay } = of.sides[from === 'left' ? 'right' : 'left'];
  const parts = [
    ...(waiting > 0 ? [counted(waiting, ui.waiting, ctx)] : []),
    ...(underWay > 0 ? [counted(underWay, ui.underWay, ctx)] : []),
    lag ? put(ui.lag, { p50: duration(lag.p50Ms), p95: duration(lag.p95Ms) }) : ui.noLag,
  ];
  return (
    <li key={from}>
      <b>{title}</b>{' '}
      <span class={isLate ? 'trouble' : 'quiet'}>
        {isLate && icon('triangle')}{' '}
        {readAt === undefined ? ui.neverRead : put(ui.readAgo, { ago: relative(readAt, nowMs()) })}
      </span>
      {of.isOn && <p class="note">{parts.join(' · ')}</p>}
    </li>
  );
}
