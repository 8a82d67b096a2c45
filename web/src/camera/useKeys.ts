import { useEffect, useRef } from 'react';
import { keyCommand, type KeyCommand } from './keyboard';

/** Keys work anywhere on the page, but not while somebody types or a dialog is open. */
export function useKeys(onCommand: (command: KeyCommand) => void, paused: boolean): void {
  const latest = useRef({ onCommand, paused });
  useEffect(() => {
    latest.current = { onCommand, paused };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event)) return;
      const command = keyCommand(event, latest.current.paused);
      if (!command) return;
      event.preventDefault();
      latest.current.onCommand(command);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=listbox]')) return true;
  // Space on a focused button presses that button.
  return event.key === ' ' && target.closest('button, a') !== null;
}
