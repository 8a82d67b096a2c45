import { describe, expect, it } from 'vitest';
import { auditQuery, everything } from './auditFilter';

const now = Date.UTC(2026, 2, 3, 14, 30);

describe('the audit filter', () => {
  it('asks for all when nothing is chosen', () => {
    expect(auditQuery({ ...everything, text: '  ' }, now)).toEqual({});
  });

  it('asks for what is chosen', () => {
    const filter = { text: ' yard ', actor: 'ada', action: 'log-in', outcome: 'refused', span: { kind: 'last', hours: 24 } } as const;
    expect(auditQuery(filter, now)).toEqual({
      q: 'yard',
      actor: 'ada',
      action: 'log-in',
      outcome: 'refused',
      from: '2026-03-02T14:30:00.000Z',
    });
  });

  it('takes times as the clock on the wall shows them, and leaves out what is not filled in', () => {
    const span = { kind: 'between', from: '2026-03-01T08:00', to: '' } as const;
    expect(auditQuery({ ...everything, span }, now)).toEqual({ from: new Date(2026, 2, 1, 8).toISOString() });
  });
});
