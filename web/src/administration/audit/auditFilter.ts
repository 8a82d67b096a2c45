import type { AuditQuery } from '../../api/accounts';

/** What one looks for in the log. Empty texts and nulls mean: all of them. */
export interface AuditFilter {
  text: string;
  actor: string;
  action: string | null;
  outcome: string | null;
  span: AuditSpan;
}

export type AuditSpan =
  | { kind: 'all' }
  | { kind: 'last'; hours: number }
  /** As the fields give them: local time without zone, or empty. */
  | { kind: 'between'; from: string; to: string };

export const everything: AuditFilter = { text: '', actor: '', action: null, outcome: null, span: { kind: 'all' } };

/** What the server is asked with. */
export function auditQuery(filter: AuditFilter, nowMillis: number): AuditQuery {
  const query: AuditQuery = {};
  if (filter.text.trim() !== '') query.q = filter.text.trim();
  if (filter.actor.trim() !== '') query.actor = filter.actor.trim();
  if (filter.action !== null) query.action = filter.action;
  if (filter.outcome !== null) query.outcome = filter.outcome;
  return { ...query, ...spanQuery(filter.span, nowMillis) };
}

function spanQuery(span: AuditSpan, nowMillis: number): AuditQuery {
  switch (span.kind) {
    case 'all':
      return {};
    case 'last':
      return { from: new Date(nowMillis - span.hours * 3_600_000).toISOString() };
    case 'between':
      return { ...at('from', span.from), ...at('to', span.to) };
  }
}

function at(name: 'from' | 'to', local: string): AuditQuery {
  const millis = Date.parse(local);
  return Number.isNaN(millis) ? {} : { [name]: new Date(millis).toISOString() };
}
