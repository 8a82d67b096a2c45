import { useState } from 'react';

export type Submission = { kind: 'idle' } | { kind: 'running' } | { kind: 'failed'; error: unknown };

export interface Submit {
  submission: Submission;
  running: boolean;
  /** What went wrong last, for {@link ProblemAlert}. */
  error: unknown;
  /** Does the work and keeps its failure. A second call meanwhile does nothing. */
  submit: (work: () => Promise<void>) => void;
  forget: () => void;
}

/** The one thing that a form or a question does, while it is done and when it failed. */
export function useSubmission(): Submit {
  const [submission, setSubmission] = useState<Submission>({ kind: 'idle' });
  const submit = (work: () => Promise<void>) => {
    if (submission.kind === 'running') return;
    setSubmission({ kind: 'running' });
    work().then(
      () => setSubmission({ kind: 'idle' }),
      (error: unknown) => setSubmission({ kind: 'failed', error }),
    );
  };
  return {
    submission,
    running: submission.kind === 'running',
    error: submission.kind === 'failed' ? submission.error : undefined,
    submit,
    forget: () => setSubmission({ kind: 'idle' }),
  };
}
