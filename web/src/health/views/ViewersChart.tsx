import { useElementSize } from '@mantine/hooks';
import { useState, type PointerEvent } from 'react';
import type { ViewPoint } from '../../api/healthTypes';
import { clockTime } from '../../api/words';
import { counted } from '../healthWords';
import { niceMost, runsOf, stepPath, tickWords, timeTicks } from './scale';
import styles from './views.module.css';

interface ViewersChartProps {
  points: ViewPoint[];
  /** For so long a point holds. */
  stepMillis: number;
  fromMillis: number;
  toMillis: number;
}

const height = 190;
const left = 34;
const right = 8;
const top = 10;
const bottom = 24;
/** Room for the words of a tick. */
const tickWidth = 84;

/** How many watched at the same time, at most in each step. */
export function ViewersChart({ points, stepMillis, fromMillis, toMillis }: ViewersChartProps) {
  const { ref, width } = useElementSize();
  const [pointed, setPointed] = useState<ViewPoint>();
  const highest = points.reduce<ViewPoint | undefined>((most, point) => (most && most.viewers >= point.viewers ? most : point), undefined);
  const most = niceMost(highest?.viewers ?? 0);
  const inner = Math.max(0, width - left - right);
  const x = (millis: number) => left + (inner * (millis - fromMillis)) / (toMillis - fromMillis);
  const y = (viewers: number) => top + (height - top - bottom) * (1 - viewers / most);
  const runs = runsOf(points, stepMillis).map((run) => {
    const drawn = run.map(({ at, viewers }) => ({ x: Math.max(left, x(Date.parse(at))), y: y(viewers) }));
    const end = Date.parse(run.at(-1)?.at ?? '') + stepMillis;
    return { begin: drawn[0]?.x ?? left, line: stepPath(drawn, x(Math.min(end, toMillis))) };
  });

  const point = (event: PointerEvent<SVGSVGElement>) => {
    const offset = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const millis = fromMillis + ((offset - left) / inner) * (toMillis - fromMillis);
    setPointed(points.findLast(({ at }) => Date.parse(at) <= millis && millis < Date.parse(at) + stepMillis));
  };

  return (
    <div ref={ref} className={styles.chart}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={chartWords(highest, toMillis)}
          onPointerMove={point}
          onPointerLeave={() => setPointed(undefined)}
        >
          {[0, most / 2, most].map((viewers) => (
            <g key={viewers}>
              <line className={styles.gridLine} x1={left} x2={width - right} y1={y(viewers)} y2={y(viewers)} />
              <text className={styles.tick} x={left - 8} y={y(viewers)} dy="0.35em" textAnchor="end">{viewers}</text>
            </g>
          ))}
          {timeTicks(fromMillis, toMillis, inner / tickWidth).map((at) => (
            <text key={at} className={styles.tick} x={x(at)} y={height - 6} textAnchor="middle">
              {tickWords(at, toMillis - fromMillis)}
            </text>
          ))}
          {runs.map(({ begin, line }) => (
            <g key={begin}>
              <path className={styles.area} d={`${line}V${y(0)}H${begin}Z`} />
              <path className={styles.line} d={line} />
            </g>
          ))}
          {pointed && (
            <line className={styles.pointed} x1={x(Date.parse(pointed.at))} x2={x(Date.parse(pointed.at))} y1={top} y2={height - bottom} />
          )}
        </svg>
      )}
      <p className={styles.reading} aria-hidden="true">
        {pointed
          ? `${clockTime(Date.parse(pointed.at), toMillis)}: ${counted(pointed.viewers, 'viewer')}`
          : highest && highest.viewers > 0 ? chartWords(highest, toMillis) : ''}
      </p>
    </div>
  );
}

function chartWords(highest: ViewPoint | undefined, nowMillis: number): string {
  return !highest || highest.viewers === 0
    ? 'Nobody watched in this time.'
    : `At most ${counted(highest.viewers, 'viewer')} at the same time, ${clockTime(Date.parse(highest.at), nowMillis)}.`;
}
