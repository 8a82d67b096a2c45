import { useEffect, useState } from 'react';
import { api } from '../api/client';
import { serverNow } from '../api/serverClock';
import { nothingRecorded, recordedFrom, type Recorded } from './recorded';
import { spanOf, type View } from './viewport';

interface Loaded {
  stream: string;
  range: View;
  recorded: Recorded;
}

const refreshMillis = 4_000;
const settleMillis = 120;
/** Loaded on either side of the view, in widths of it, so that panning finds it there. */
const surplus = 1;

/** What is recorded in and around the view; asked again while it may grow. */
export function useRecorded(stream: string | undefined, view: View | undefined): Recorded {
  const [loaded, setLoaded] = useState<Loaded>();

  const range = view && quantized(view);
  const fromMillis = range?.fromMillis;
  const toMillis = range?.toMillis;

  useEffect(() => {
    if (stream === undefined || fromMillis === undefined || toMillis === undefined) return;
    const abort = new AbortController();
    let timer = window.setTimeout(() => void load(), settleMillis);
    const load = async () => {
      try {
        const answer = await api.recordings(stream, fromMillis, toMillis, abort.signal);
        setLoaded({ stream, range: { fromMillis, toMillis }, recorded: recordedFrom(answer) });
      } catch {
        // What was loaded before stays on show; the top of the page tells that the server is away.
      }
      if (!abort.signal.aborted && toMillis > serverNow() - 60_000) timer = window.setTimeout(() => void load(), refreshMillis);
    };
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [stream, fromMillis, toMillis]);

  return loaded && loaded.stream === stream ? loaded.recorded : nothingRecorded;
}

/** The range to ask for. On a grid, so that it changes seldom while the view glides. */
function quantized(view: View): View {
  const cell = 2 ** Math.ceil(Math.log2(spanOf(view)));
  return {
    fromMillis: (Math.floor(view.fromMillis / cell) - surplus) * cell,
    toMillis: (Math.ceil(view.toMillis / cell) + surplus) * cell,
  };
}
