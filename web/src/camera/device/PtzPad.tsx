import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Movement } from '../../api/devices';
import { HomeIcon, MinusIcon, PlusIcon } from '../../shell/icons';
import { aimAt, aimOfKeys, isArrow, still, zoomOfKey, type Aim } from './padVector';
import styles from './ptz.module.css';

interface PtzPadProps {
  panTilt: boolean;
  zoom: boolean;
  home: boolean;
  /** What is held now; what is not said stays as it is. */
  onHold: (change: Partial<Movement>) => void;
  onHome: () => void;
}

const zoomSpeed = 0.5;

/** Press and hold to move: towards the rim faster. With the keyboard: arrows, + and −. */
export function PtzPad({ panTilt, zoom, home, onHold, onHome }: PtzPadProps) {
  const [aim, setAim] = useState<Aim>(still);
  const pressed = useRef(new Set<string>());

  const point = (next: Aim) => {
    setAim(next);
    onHold(next);
  };

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    point(aimAt(((event.clientX - left) / width) * 2 - 1, ((event.clientY - top) / height) * 2 - 1));
  };

  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || (event.target as Element).closest('button')) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    follow(event);
  };

  const onKey = (event: KeyboardEvent, down: boolean) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const closer = zoom ? zoomOfKey(event.key) : 0;
    if (!isArrow(event.key) && closer === 0) return;
    // Elsewhere on the page these keys move the playhead.
    event.preventDefault();
    if (closer !== 0) onHold({ zoom: down ? closer * zoomSpeed : 0 });
    else if (down ? pressed.current.add(event.key) : pressed.current.delete(event.key)) {
      point(aimOfKeys(pressed.current, event.shiftKey));
    }
  };

  const letGo = () => {
    pressed.current.clear();
    setAim(still);
    onHold({ ...still, zoom: 0 });
  };

  return (
    <div className={styles.head}>
      {panTilt && (
        <div
          className={styles.pad}
          role="application"
          aria-label="Move the camera: hold, or use the arrow keys"
          tabIndex={0}
          data-moving={aim !== still && (aim.pan !== 0 || aim.tilt !== 0)}
          onPointerDown={press}
          onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && follow(event)}
          onPointerUp={() => point(still)}
          onPointerCancel={() => point(still)}
          onLostPointerCapture={() => point(still)}
          onContextMenu={(event) => event.preventDefault()}
          onKeyDown={(event) => onKey(event, true)}
          onKeyUp={(event) => onKey(event, false)}
          onBlur={letGo}
        >
          <Arrows />
          <span className={styles.knob} style={{ translate: `${aim.pan * 52}px ${aim.tilt * -52}px` }} />
          {home && (
            <button type="button" className={styles.home} aria-label="Home view" title="Home view" onClick={onHome}>
              <HomeIcon width={18} />
            </button>
          )}
        </div>
      )}
      {zoom && (
        <div className={styles.zoom} role="group" aria-label="Zoom">
          <ZoomButton label="Zoom in" onHold={(held) => onHold({ zoom: held ? zoomSpeed : 0 })}><PlusIcon /></ZoomButton>
          <span>Zoom</span>
          <ZoomButton label="Zoom out" onHold={(held) => onHold({ zoom: held ? -zoomSpeed : 0 })}><MinusIcon /></ZoomButton>
        </div>
      )}
    </div>
  );
}

interface ZoomButtonProps {
  label: string;
  onHold: (held: boolean) => void;
  children: React.ReactNode;
}

function ZoomButton({ label, onHold, children }: ZoomButtonProps) {
  const isPress = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';
  return (
    <button
      type="button"
      aria-label={label}
      title={`${label}: hold`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onHold(true);
      }}
      onLostPointerCapture={() => onHold(false)}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => isPress(event) && onHold(true)}
      onKeyUp={(event) => isPress(event) && onHold(false)}
      onBlur={() => onHold(false)}
    >
      {children}
    </button>
  );
}

function Arrows() {
  return (
    <svg viewBox="-50 -50 100 100" className={styles.arrows} aria-hidden="true">
      {[0, 90, 180, 270].map((degrees) => (
        <path key={degrees} d="M-6 -35 L0 -41 L6 -35" transform={`rotate(${degrees})`} />
      ))}
    </svg>
  );
}
